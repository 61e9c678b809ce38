"""Time limits: working days, due moments, cards; pure, every moment comes as an argument."""
