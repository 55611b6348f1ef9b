"""A file that came (tệp tải lên) and the background work it may need."""
