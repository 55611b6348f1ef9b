"""Pages of answers without an account (báo việc không cần tài khoản)."""
