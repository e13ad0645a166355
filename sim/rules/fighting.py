"""Strength, prospects, the front, and what fighting teaches."""

from sim.arrays import cos, exp, log, sin, single, sqrt

TURN = single(6.283185307179586)


def strength_after(strength, losses, replacement, luck):
    """A day's losses (share of strength, logarithmic law: Peterson 1953), replacement (strength a day) and luck (in logarithms).

    >>> float(strength_after(2.0, losses=0.01, replacement=0.05, luck=0.0))
    2.03
    """
    return (strength * (1 - losses) + replacement) * exp(luck)


def bells(radius_die, angle_die):
    """Two independent standard normal numbers from two uniforms (Box and Muller 1958).

    In single precision: seven digits are plenty for luck, and sine and cosine cost a tenth.
    """
    radius, angle = sqrt(-2 * log(single(radius_die))), TURN * single(angle_die)
    return radius * cos(angle), radius * sin(angle)


def prospects(own, other, decisiveness):
    """The share that fighting on would bring in the end: own^m / (own^m + other^m) (Tullock 1980; Hirshleifer 1989).

    >>> round(float(prospects(1.5, 1.0, 1.0)), 9)
    0.6
    """
    return 1 / (1 + (other / own) ** decisiveness)


def edge_value(prospect, decisiveness):
    """What a rise of one part in its own strength adds to a side's prospects: m p (1 - p), the contest's slope."""
    return decisiveness * prospect * (1 - prospect)


def front_after(held, prospect, mobility, intensity):
    """The front relaxes to what strength would decide, as fast as fighting and mobility let it (model document, "Fighting")."""
    return held + mobility * intensity * (prospect - held)


def optimism_after(optimism, learning, intensity, candour):
    """Fighting reveals the truth (Slantchev 2003, Filson and Werner 2002), and so does a mediator who is believed (Kydd 2003)."""
    return optimism * ((1 - candour) - learning * intensity)


def mediator_aid(aid, cut, urgency, blame):
    """What an engaged mediator gives a day: less, the more urgent it is and the more it blames the defender (claim A24)."""
    return aid - (aid * cut) * urgency * blame


def aid_received(given, promised, allied, backfill):
    """Strength a day from all helpers: the mediator's, the allies', and what they replace of what the mediator withholds (F6)."""
    return (1 - backfill) * given + (allied + backfill * promised)
