"""What is missing (còn thiếu): what lines were to be shown by, what nothing shows, whether a report waits for it."""
