"""The ledger: what is written in it can be proven."""
