"""People, schools, roles and the audit trail (người dùng, trường, vai trò, nhật ký): who may do what, and who did."""
