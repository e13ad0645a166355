"""Dated statements about what was to come, what happened, and how well an ensemble and simple rivals would have said so."""
