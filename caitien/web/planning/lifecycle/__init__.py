"""The life of a plan (vòng đời kế hoạch): submitted, approved, adjusted, its versions and its story."""
