"""The lines of a plan and their cells (bảng kế hoạch): edited, added, removed, split and joined."""
