"""What stands before the eyes of everyone (công khai): plain values, and what must be found before it goes out."""
