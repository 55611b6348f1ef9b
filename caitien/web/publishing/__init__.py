"""Pages of what is made known and shown (phổ biến, công khai): inside, and before everyone."""
