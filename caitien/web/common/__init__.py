"""What views of every room use: the door of a page, its fields, its lists, files that are dropped."""
