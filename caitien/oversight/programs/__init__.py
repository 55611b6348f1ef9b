"""Other programs read what a body sees (phần mềm khác đọc): tokens, and what each answer says."""
