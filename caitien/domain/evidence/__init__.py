"""Evidence (minh chứng) as plain values: lines of lists, codes of both worlds, what the words of a line tell."""
