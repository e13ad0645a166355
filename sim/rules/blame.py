"""Blame: the share of it that the mediator puts on the defender, and how parties move it."""

from sim.arrays import clip


def slanted(push, slant):
    """A push as the mediator's bias lets it count: slant is 1 + bias onto the defender, 1 - bias onto the attacker."""
    return clip(push * slant, 0.0, 1.0)


def falls(push, blameless):
    """How far a slanted push moves blame onto a belligerent that does not yet carry this share of it.

    >>> round(float(falls(slanted(0.2, 1.3), 1 - 0.6)), 6)
    0.104
    """
    return push * blameless


def joined(push, another):
    """Two pushes the same way in one day: each moves a part of what the other leaves.

    >>> joined(0.5, 0.5)
    0.75
    """
    return push + another - push * another


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
    return (1 - drift) * blame + drift * lean


def urgency(impatience, credibility, engaged):
    """U: how much the mediator's clock counts. Nothing once it has left."""
    return impatience * credibility * engaged


def stakes(leverage, urgency_now):
    """What the whole of the blame would cost a belligerent now."""
    return leverage * urgency_now


def pressure(stakes, share_of_blame):
    """The cost of war that the mediator lays on a belligerent."""
    return stakes * share_of_blame
