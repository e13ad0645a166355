"""Trust as a Beta reputation (Josang and Ismail 2002)."""

from sim.arrays import where


def trust(kept, broken):
    """The mean of the Beta distribution over the other side keeping its word.

    >>> trust(3.0, 1.0)
    0.75
    """
    return kept / (kept + broken)


def kept_evidence(violated, kept_weight, weight):
    """Evidence for the other side in a day under an agreement: none if it violated, else by the agreement's political weight."""
    return where(violated, 0.0, kept_weight * weight)
