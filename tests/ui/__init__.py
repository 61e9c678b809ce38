"""The window and its words."""
