"""What may happen to an agreement in force: violations, and being denounced."""

from sim.arrays import logistic


def accident_chance(accident, monitoring):
    """Chance that a violation happens which nobody ordered; full monitoring halves it."""
    return accident * (1 - 0.5 * monitoring)


def breach_chance(tempo, precision, keep, caught, penalty):
    """Chance of a deliberate violation: keeping the agreement is weighed against breaking it, and what being caught would cost."""
    return tempo * logistic(-precision * (keep + caught * penalty))


def either(chance, another):
    """Chance that at least one of two independent things happens.

    >>> either(0.5, 0.5)
    0.75
    """
    return chance + another - chance * another


def denunciation_chance(review, precision, keep, penalty):
    """Chance that a side ends the agreement openly."""
    return review * logistic(-precision * (keep + penalty))
