"""CảiTiến: the school's quality-improvement plan (kế hoạch cải tiến chất lượng giáo dục), from paper to life and back."""
