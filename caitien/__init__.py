"""CảiTiến: the school's quality-improvement plan (kế hoạch cải tiến chất lượng), from paper to life and back."""
