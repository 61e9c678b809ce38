"""The window, and the words in which the office speaks to people."""
