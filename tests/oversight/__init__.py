"""The room above the schools (đợt báo cáo)."""
