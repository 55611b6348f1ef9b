"""The pages of a hand-over (trang bàn giao)."""
