"""What the office does, told in the office's own words."""
