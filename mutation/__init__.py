"""Mutation tests (thử đột biến): does a test notice when one thing in the code is wrong? Run by ``make mutate``."""
