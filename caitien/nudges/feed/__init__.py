"""A person's work, meetings and reviews in the calendar of their telephone
(lịch việc .ics): subscribed, it follows each change."""
