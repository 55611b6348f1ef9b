"""Thông tư 57/2026 (M): what Biểu 2 asks beyond the forms before it."""
