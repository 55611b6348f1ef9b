"""What a body above asks of its schools (đợt báo cáo): who is asked, what came, what is taken, returned and summed."""
