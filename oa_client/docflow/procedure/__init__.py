"""The law of the office: procedures as data, read strictly and checked for soundness."""
