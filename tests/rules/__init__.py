"""A twin for each module of the rules."""
