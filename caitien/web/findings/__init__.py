"""The pages of findings (phát hiện): by rule, what is done about each, and what each rule is for."""
