"""What shows that a goal is reached (chỉ số): indicators and their figures."""
