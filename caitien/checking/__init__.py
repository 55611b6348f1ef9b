"""What the rules find in papers and plans (kiểm tra), kept, and what people do about it."""
