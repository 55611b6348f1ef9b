"""Tables of a file → rows of the Paper (đọc bảng): headers, columns, groups, cut and shifted rows."""
