"""Acts, rules and the proof that nothing was done beside them."""
