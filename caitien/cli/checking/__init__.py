"""``caitien check`` (lệnh kiểm tra): what it is given, what it finds, and the forms it answers in."""
