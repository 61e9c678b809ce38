"""Item models: rows as a list shows them, nothing that asks the records."""
