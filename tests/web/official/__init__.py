"""The pages of papers, of a new year and of what everyone may see."""
