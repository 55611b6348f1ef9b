"""A new year, new standards (năm mới): last year's plan proposes this year's, row by row, and a person confirms."""
