"""Items (minh chứng): put in, set right, taken or given back, what each is used for, dropped."""
