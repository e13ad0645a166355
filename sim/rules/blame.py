"""Blame: the share of it that the mediator puts on the defender, and how parties move it."""

from sim.arrays import clip


def falls_on_defender(push, bias, blame):
    """How far a push moves blame onto the defender; a mediator biased against the defender moves more easily.

    >>> round(float(falls_on_defender(0.2, 0.3, 0.6)), 6)
    0.104
    """
    return clip(push * (1 + bias), 0.0, 1.0) * (1 - blame)


def falls_on_attacker(push, bias, blame):
    """How far a push moves blame onto the attacker.

    >>> round(float(falls_on_attacker(0.2, 0.3, 0.6)), 6)
    0.084
    """
    return clip(push * (1 - bias), 0.0, 1.0) * blame


def joined(push, another, slant):
    """Two pushes the same way in one day, slanted by the mediator's bias: each moves a part of what the other leaves."""
    return 1 - (1 - push) * (1 - clip(another * slant, 0.0, 1.0))


def blame_after(blame, onto_defender, onto_attacker):
    """The day's pushes act together, so that the order in which parties speak does not matter.

    >>> blame_after(0.5, 0.2, 0.2)
    0.5
    """
    return blame + onto_defender * (1 - blame) - onto_attacker * blame


def drifted(blame, lean, drift):
    """Blame returns to the mediator's lean.

    >>> drifted(0.5, lean=0.75, drift=0.5)
    0.625
    """
    return blame + drift * (lean - blame)


def urgency(impatience, credibility, engaged):
    """U: how much the mediator's clock counts. Nothing once it has left."""
    return impatience * credibility * engaged


def pressure(leverage, urgency_now, share_of_blame):
    """The cost of war that the mediator lays on a belligerent."""
    return leverage * urgency_now * share_of_blame
