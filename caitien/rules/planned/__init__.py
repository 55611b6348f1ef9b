"""Các dòng kế hoạch (K): what each line plans, by whom, by when and with what."""
