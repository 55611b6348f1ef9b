"""What the site says of itself to those who keep it: health, log, measures; how it hands out its files."""
