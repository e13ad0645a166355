"""The advantage of an agreement over fighting on, and how a settlement divides the stake."""

from sim.arrays import clip, where


def costs_saved(relief, cost):
    """The part of the cost of war that the agreement ends."""
    return relief * cost


def pausing(rearmed, gains, betrayed):
    """What a full stop of the fighting does beside saving costs: to the balance, to gains forgone, to what the other may do."""
    return rearmed - gains - betrayed


def advantage(saved, coverage, paused, weight, home):
    """A_i(n): costs saved, what the pause does as far as the fighting stops, and the home front.

    >>> float(advantage(saved=0.5, coverage=1.0, paused=pausing(rearmed=0.0, gains=0.25, betrayed=0.125), weight=0.5, home=0.25))
    0.0
    """
    return saved + coverage * paused - weight * home


def reservation(war, betrayed, home):
    """The least share of the stake a belligerent prefers to war (Fearon 1995, with Powell's and Jackson and Morelli's frictions)."""
    return war + betrayed + home


def bargaining_range(own_reservation, other_reservation):
    """How much of the stake is left when both have their reservation; negative when no division satisfies both (Fearon 1995)."""
    return 1 - own_reservation - other_reservation


def surplus_share(own_discount, other_discount):
    """Share of the surplus: the side under more time pressure gets less (Rubinstein 1982, offers following without delay).

    >>> round(surplus_share(0.05, 0.20), 6)
    0.8
    """
    return other_discount / (own_discount + other_discount)


def settlement_advantage(room, share):
    """A_i of a bargained agreement: its share of the surplus, or the whole shortfall where there is nothing to split."""
    return where(room > 0, share * room, room)


def attackers_terms(own_reservation, room, share):
    """The attacker's share of the stake in a settlement; a shortfall (signed by noise) is split evenly."""
    return clip(own_reservation + where(room > 0, share, 0.5) * room, 0.0, 1.0)
