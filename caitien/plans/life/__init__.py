"""The life of a plan (vòng đời kế hoạch): submitted, approved, frozen as versions, adjusted."""
