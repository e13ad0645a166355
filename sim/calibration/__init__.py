"""Holding the model against the record: targets, priors, the numbers that are compared, and the waves that rule settings out."""
