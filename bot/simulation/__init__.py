"""A whole season in virtual time: synthetic leaders before the real door, store, scheduler and sender."""
