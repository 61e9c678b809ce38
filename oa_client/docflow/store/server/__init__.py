"""A shared office on a PostgreSQL server that guards itself, whatever a client may send."""
