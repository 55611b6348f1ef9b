"""SQLite whose writers take turns in the order they came (SQLite, ai đến trước ghi trước): Django's own backend, and a
queue of all processes of the site. docs/decisions/database.md says why."""
