"""Files and links (tệp, đường dẫn) of items: from a hand, from the work, from issued papers; drawn small, proved."""
