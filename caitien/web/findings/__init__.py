"""The pages of findings (phát hiện): by rule, what is done about each, and what each rule is for.

What asks the rules and keeps their findings is :mod:`caitien.checking`.
"""
