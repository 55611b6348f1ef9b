"""Official forms (mẫu văn bản) as data: what a blank form says, and an office's own form."""
