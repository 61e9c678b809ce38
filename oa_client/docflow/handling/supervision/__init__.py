"""督查督办: the supervisor's desk and board, its figures and reports, and what a rule opens."""
