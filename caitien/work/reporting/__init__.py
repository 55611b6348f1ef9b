"""What people tell of their tasks (lời báo): reports, files, remarks, and what becomes of the official column."""
