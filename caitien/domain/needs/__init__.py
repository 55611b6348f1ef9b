"""What a plan answers (điều cần cải tiến), as plain values."""
