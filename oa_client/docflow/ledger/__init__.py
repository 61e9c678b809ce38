"""The ledger: chained entries, seals over them, signatures, and checkpoints kept elsewhere."""
