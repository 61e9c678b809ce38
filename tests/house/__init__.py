"""The house rules: what every room keeps to, whoever builds in it."""
