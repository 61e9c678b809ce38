"""督办台: what is late and soon late, its clocks, its figures, and urging."""
