"""Tiêu chuẩn, tiêu chí (S): the criteria a paper answers, named and in order."""
