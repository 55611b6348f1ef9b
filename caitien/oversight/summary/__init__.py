"""What goes up (báo cáo lên trên): the tables T1 to T6, the workbook, the official paper."""
