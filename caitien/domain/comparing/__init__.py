"""Two papers or lists beside each other (đối chiếu): which row is which, and what differs."""
