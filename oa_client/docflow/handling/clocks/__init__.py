"""时限与督办: clocks that stand still or are given more, cards, and cases under supervision."""
