"""Where the office's records lie: a file of its own (SQLite), or the office's server."""
