"""The pages of recommendations and weaknesses (khuyến nghị, điểm yếu), and of what answers them."""
