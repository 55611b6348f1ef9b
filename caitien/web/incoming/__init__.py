"""The pages of a file that came (tệp tải lên), and of background work.

Files are read and taken in by :mod:`caitien.incoming`.
"""
