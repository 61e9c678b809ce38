"""廉政风险信号: facts in the records that somebody should look into."""
