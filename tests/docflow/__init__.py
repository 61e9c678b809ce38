"""The office below the window."""
