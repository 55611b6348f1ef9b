"""What a plan prints beside its lines (phần ngoài bảng kế hoạch): head, problems, reviews and prose."""
