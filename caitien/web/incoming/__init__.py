"""The pages of a file that came (tệp tải lên), and of background work; it is read and taken in by :mod:`caitien.incoming`."""
