"""What waits for a body outside the school (chờ cấp trên): since when, the letters, the words of a petition."""
