"""Running totals: how many, of what, where, since when, counted by whom."""
