"""Working days, limits and cards, against a slow reference that counts minute by minute."""
