"""What views of every room use: the door of a page, what a request sent (fields, keys, files in turn, tries), its lists
by the page, and the addresses it leads on to."""
