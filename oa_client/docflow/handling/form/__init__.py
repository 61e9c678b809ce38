"""行文规则: what a draft must keep and what it is reminded of, rule by rule."""
