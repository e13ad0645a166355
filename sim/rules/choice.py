"""How everybody chooses: the logit quantal response (McKelvey and Palfrey 1995)."""

from sim.arrays import exp, logistic, maximum, where

HOLD_OUT = -1
SMALLEST = -700.0


def accepts(precision, worth):
    """Probability of saying yes to something worth this much more than saying no.

    >>> float(accepts(0.0, -3.0)), float(accepts(1e6, 0.1))
    (0.5, 1.0)
    """
    return logistic(precision * worth)


def offer_value(yes, own_advantage, gesture, refusal, weight):
    """What an offer is worth: the deal if it is accepted, and in the mediator's eyes the gesture and the other's refusal."""
    return yes * own_advantage + (gesture + (1 - yes) * refusal) * weight


def pick(die, precision, values, open_to_offer):
    """Which option a uniform number picks by the logit rule: the number of a rung, or HOLD_OUT (worth 0).

    values: one per rung, worth of offering it. open_to_offer: one per rung, whether it may be offered.

    >>> int(pick(0.4, 0.0, [9.0], [True])), int(pick(0.6, 0.0, [9.0], [True])), int(pick(0.6, 5.0, [9.0], [False]))
    (-1, 0, -1)
    """
    values = [where(allowed, value, 0.0) for value, allowed in zip(values, open_to_offer, strict=True)]
    best = 0.0
    for value in values:
        best = maximum(best, value)
    taken = exp(maximum(-precision * best, SMALLEST))
    thresholds = []
    for value, allowed in zip(values, open_to_offer, strict=True):
        thresholds.append(taken)
        taken = taken + exp(maximum(precision * (value - best), SMALLEST)) * allowed
    mark, chosen = die * taken, HOLD_OUT
    for rung, threshold in enumerate(thresholds):
        chosen = where(mark >= threshold, rung, chosen)  # what may not be offered has no room: the next threshold is the same
    return chosen
