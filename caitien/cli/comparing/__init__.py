"""``caitien compare`` (lệnh so sánh): how two papers differ, on the screen, as a page, as JSON."""
