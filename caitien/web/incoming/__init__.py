"""The pages of a file that came (tệp tải lên): dropped, looked at, set right, taken in by :mod:`caitien.incoming`."""
