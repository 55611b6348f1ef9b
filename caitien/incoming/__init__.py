"""A file comes in (tệp vào): received, read, set right by a person, and adopted into the plan."""
