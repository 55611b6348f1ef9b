"""Lists of evidence in and out (danh mục nhập vào, in ra)."""
