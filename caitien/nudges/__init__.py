"""Who answers without an account (báo việc không cần tài khoản): links for one person, paper sheets for a unit."""
