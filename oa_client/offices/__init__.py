"""The offices: local in one file, shared on a server, and the questions both answer."""
