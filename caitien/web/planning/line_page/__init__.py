"""The page of a line (trang của dòng), and what is done to one line or to several."""
