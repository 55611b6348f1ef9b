"""What is safe to read, and how it is read apart."""
