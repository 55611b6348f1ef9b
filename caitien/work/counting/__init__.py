"""How the year stands in figures (con số của năm): sums, what is missing, and the lines behind each."""
