"""Papers that are alike (soi giống nhau): one school's copied from another's, this year's from last year's. Advice."""
