"""Pages of the school (trang của trường): people, units, calendar, trail."""
