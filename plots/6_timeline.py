"""One run as a timeline: offers (hollow where cynical), answers, agreements, violations, turns of events and pressure, in the baseline."""

import sim
from sim import charts, story


def draw():
    """The first run in which all fighting stops for a month; about half do not come so far."""
    columns = sim.run("baseline", runs=2000, seed=1, panel=0).columns
    run = int(columns["run"][columns["longest_ceasefire"] >= 30][0])
    return charts.timeline(story.follow("baseline", seed=1, run=run))
