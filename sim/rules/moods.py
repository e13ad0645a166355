"""Slow tempers: resolve, the mediator's patience and credibility, red lines."""

from sim.arrays import clip, logistic, maximum

NO_CREDIBILITY = 1e-12
DUE = 1 - 1e-9


def daily_share(half_life):
    """What is left after a day of something that halves in ``half_life`` days.

    >>> daily_share(1.0)
    0.5
    """
    return 0.5 ** (1 / half_life)


def impatience_after(impatience, change):
    """Impatience stays between 0 (fresh) and 1 (at the deadline)."""
    return clip(impatience + change, 0.0, 1.0)


def out_of_patience(impatience):
    """Whether the deadline is due. The daily shares of a deadline may add up to a rounding error less than 1.

    >>> out_of_patience(sum([1 / 7] * 7)), out_of_patience(0.99)
    (True, False)
    """
    return impatience >= DUE


def credibility_after(credibility, bluff):
    """A deadline that passes without consequence costs credibility."""
    return maximum(credibility * (1 - bluff), NO_CREDIBILITY)


def red_line_falls(hazard, precision, gain, worth):
    """Chance that a red line gives way today: when holding it costs more than it is worth (Abreu and Gul 2000)."""
    return hazard * logistic(precision * (gain - worth))
