"""How fast the office is, beside hand-written SQL that does the same without proving anything."""
