"""Measured speed (tốc độ đo được): ``python -m bench`` prints ratios against a floor or a rival, all from one run."""
