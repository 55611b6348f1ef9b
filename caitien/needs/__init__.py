"""What a plan answers (điều cần cải tiến): recommendations and weaknesses, and which lines take them up."""
