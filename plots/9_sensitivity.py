"""Sensitivity: which of five parameters make up the variance of four outcomes, alone and with all that each does in company with others."""

from sim import sensitivity
from sim.charts.sensitivity import indices


def draw():
    """First-order and total Sobol indices over prior ranges, and a wider one for the allies' guarantee; luck taken out."""
    vary = ["russia.time_pressure", "europe.guarantee=0:0.5", "us.leverage.russia", "truces.accident", "ukraine.trust"]
    outcomes = ["reached.thirty_day_ceasefire", "outcome.settlement holding", "days_at_peace", "mediator_left"]
    return indices(sensitivity.of("baseline", vary, outcomes, settings=128, runs=40, seed=1).as_dict())
