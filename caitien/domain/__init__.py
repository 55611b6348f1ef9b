"""Plain values and facts of the field; knows neither files, nor Django, nor a database."""
