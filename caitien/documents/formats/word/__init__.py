"""The parts and marks of a Word file, read one by one (các phần, các dấu trong tệp Word)."""
