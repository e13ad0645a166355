"""How everybody chooses: the logit quantal response (McKelvey and Palfrey 1995)."""

from sim.arrays import exp, logical_and, logistic, maximum, minimum, where

HOLD_OUT = -1
SMALLEST = -700.0


def accepts(precision, worth):
    """Probability of saying yes to something worth this much more than saying no.

    >>> float(accepts(0.0, -3.0)), float(accepts(1e6, 0.1))
    (0.5, 1.0)
    """
    return logistic(precision * worth)


def offer_value(yes, own_advantage, stakes, credulity, other_falls_offer, other_falls_reject, weight):
    """What an offer is worth: the deal if it is accepted, and in the mediator's eyes the gesture and the other's refusal."""
    for_the_mediator = stakes * (credulity * other_falls_offer + (1 - yes) * other_falls_reject) * weight
    return yes * own_advantage + for_the_mediator


def pick(die, precision, values, open_to_offer):
    """Which option a uniform number picks by the logit rule: the number of a rung, or HOLD_OUT (worth 0).

    values: one per rung, worth of offering it. open_to_offer: one per rung, whether it may be offered.

    >>> int(pick(0.4, 0.0, [9.0], [True])), int(pick(0.6, 0.0, [9.0], [True])), int(pick(0.6, 5.0, [9.0], [False]))
    (-1, 0, -1)
    """
    best = 0.0
    for value, allowed in zip(values, open_to_offer, strict=True):
        best = maximum(best, where(allowed, value, 0.0))
    taken = exp(maximum(-precision * best, SMALLEST))
    thresholds = []
    for value, allowed in zip(values, open_to_offer, strict=True):
        thresholds.append(taken)
        taken = taken + where(allowed, exp(maximum(precision * (minimum(value, best) - best), SMALLEST)), 0.0)
    chosen = HOLD_OUT
    for rung, (threshold, allowed) in enumerate(zip(thresholds, open_to_offer, strict=True)):
        chosen = where(logical_and(die * taken >= threshold, allowed), rung, chosen)
    return chosen
