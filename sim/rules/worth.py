"""What war and a pause are worth to a belligerent, as discounted averages (normalised flows), in shares of the stake."""

from sim.arrays import clip, log, maximum

MONTH = 30
PATIENCE_LIMIT = 1e-9


def discount_rate(time_pressure):
    """Discount rate a day from the weight the future loses in 30 days (Rubinstein 1982); never quite 0.

    >>> round(float(discount_rate(0.06)), 6)
    0.002063
    """
    return maximum(-log(1 - time_pressure) / MONTH, PATIENCE_LIMIT)


def reach(mobility, discount):
    """How much of the coming movement of the front counts today: mu / (mu + rho)."""
    return mobility / (mobility + discount)


def pause_reach(mobility, discount, attrition):
    """How long a shift in strength made by a pause lasts and counts: mu / ((rho + d) (rho + mu)), in days."""
    return mobility / ((discount + attrition) * (discount + mobility))


def perceived(prospect, optimism):
    """A side's prospects as it sees them itself (Blainey 1973)."""
    return clip(prospect + optimism, 0.0, 1.0)


def cliff_edge(impatience, edge, aid_at_stake, strength):
    """How fast prospects would shift if the mediator walked out and aid went with it, weighed by how near that is."""
    return impatience * edge * aid_at_stake / strength


def momentum(prospect, held, reach_of_war, cliff_ahead):
    """What fighting on adds to what is held today, given patience (exact for a constant prospect, apart from the cliff)."""
    return (prospect - held) * reach_of_war + cliff_ahead


def war(held, gains, cost):
    """War's worth: what is held, plus momentum, less the running cost (with no discounting: the costly lottery of Fearon 1995)."""
    return held + gains - cost


def rearm_rate(attrition, other_attrition, pause):
    """How much a pause spares a side more than the other: the side that bleeds faster gains (Powell 2006). Times edge_value: rearm_i."""
    return (attrition - other_attrition) * pause


def betrayal(trust, at_risk):
    """What the other side may do with a pause (Powell 2006)."""
    return (1 - trust) * at_risk


def at_risk(guarantee, exposure):
    """What a belligerent stands to lose by betrayal where guarantors do not act (Fortna 2003)."""
    return (1 - guarantee) * exposure


def joint_guarantee(guarantees):
    """Chance that at least one guarantor acts.

    >>> joint_guarantee([0.5, 0.5]), joint_guarantee([])
    (0.75, 0.0)
    """
    nobody_acts = 1.0
    for guarantee in guarantees:
        nobody_acts = nobody_acts * (1 - guarantee)
    return 1 - nobody_acts
