"""Reading in processes of their own (đọc trong tiến trình riêng): a file from outside can end one, and nothing else.

``nursery`` is a small process that has the readers loaded and forks a child for each file; ``ask`` is the one door to
it; ``limits`` is what a child may use; ``tasks`` is what a child can do; ``keeper`` watches over LibreOffice. What they
promise is written down in ``docs/word/untrusted.md``.
"""
