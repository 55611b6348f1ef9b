"""The parts of a plan beside its lines (các phần của kế hoạch): head, problems, reviews, prose."""
