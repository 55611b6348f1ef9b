"""A department measured (đo cỡ sở): tens of thousands of schools, thousands of files, the last ten minutes."""
