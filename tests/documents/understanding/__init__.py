"""What the words and tables of a file mean."""
