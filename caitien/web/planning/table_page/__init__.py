"""The table of a plan (bảng kế hoạch): its lines, cells, columns and tool bar."""
