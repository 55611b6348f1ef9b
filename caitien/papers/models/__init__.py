"""What is kept of the papers (giấy tờ)."""
