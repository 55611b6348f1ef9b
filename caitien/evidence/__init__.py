"""What proves it (minh chứng): items with their files and codes, what each is used for, lists in and out."""
