"""Pages of the year's work (việc của tôi, chờ cấp trên, tổng quan)."""
