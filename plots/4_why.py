"""Why: the signed terms of what each agreement is worth to each side, on the day of the mediator's first proposal in the baseline."""

from sim import charts, story


def draw():
    """The first proposal of run 1."""
    return charts.why(story.follow("baseline", seed=1, run=1), day=30)
