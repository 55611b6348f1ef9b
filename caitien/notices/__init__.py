"""What happened to a person (tin ở chuông): told in the transaction of the deed, kept for 90 days."""
