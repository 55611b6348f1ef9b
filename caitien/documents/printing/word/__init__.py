"""WordprocessingML, as little of it as an official paper needs (tệp Word): markup, styles, pages, parts of the file."""
