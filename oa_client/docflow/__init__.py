"""The office itself: documents, acts, ledger, time limits and papers; no window below here."""
