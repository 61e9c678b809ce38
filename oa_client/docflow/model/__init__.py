"""The words of the office: documents, people, moments, and what can go wrong."""
