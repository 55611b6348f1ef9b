"""The pages of accounts, people and the school."""
