"""The pages of one plan (các trang của kế hoạch)."""
