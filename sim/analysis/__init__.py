"""What the records say: estimates with their Monte Carlo intervals, and the survival of agreements."""
