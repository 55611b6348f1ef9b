"""A person's work in the calendar of their telephone (lịch việc .ics): subscribed, it follows each change."""
