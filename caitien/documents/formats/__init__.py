"""Each kind of file → the blocks on its pages (các loại tệp): Word, Excel, PDF, plain text."""
