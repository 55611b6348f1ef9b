"""Word, Excel, PDF and text in and out: the only rooms that know file formats."""
