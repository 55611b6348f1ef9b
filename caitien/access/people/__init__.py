"""People and their accounts (người dùng, tài khoản): invited, taken in, given roles, protected, let back in."""
