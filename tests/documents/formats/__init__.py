"""What stands in a file of each format."""
