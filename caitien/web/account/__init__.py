"""The door and one's own account (đăng nhập, tài khoản): allauth's machinery, our words."""
