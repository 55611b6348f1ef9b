"""What is told and shown beyond the plan's own people (phổ biến, công khai): from signed papers, not live rows."""
