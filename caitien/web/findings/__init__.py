"""The pages of findings (phát hiện): by rule, what is done about each, what each rule is for. Rules are asked and findings
kept in :mod:`caitien.checking`."""
