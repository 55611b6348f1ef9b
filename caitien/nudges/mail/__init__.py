"""People are asked by mail (thư nhắc việc): when the school says, once a day, until they want no more."""
