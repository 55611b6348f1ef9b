"""Kết quả thực hiện (T): what a report says of each line."""
