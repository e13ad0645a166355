"""The tests of the model: sentences that say one thing."""
