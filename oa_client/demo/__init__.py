"""A training office with a week behind it, made through the same doors that everyone uses."""
