"""The steps, each from one form of the tables to the next."""
