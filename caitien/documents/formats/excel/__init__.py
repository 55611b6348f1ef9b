"""The parts of a workbook, read one by one (các phần của tệp Excel)."""
