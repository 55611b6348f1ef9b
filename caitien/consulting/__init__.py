"""The plan goes out to a unit and comes back (lấy ý kiến); what was changed waits as suggestions."""
