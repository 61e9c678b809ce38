"""What the office must do, said as sentences that can be run."""
