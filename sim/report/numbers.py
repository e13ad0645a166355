"""The tables of an ensemble: how runs end, the ladder, the year, the belligerents, and what the pictures show."""

from __future__ import annotations

import numpy as np

from sim.analysis.survival import Incidence
from sim.charts.bargaining import ranges
from sim.observed import SOURCE, UKRAINE, UKRAINE_OPEN, observed
from sim.report.tables import Numbers, Table, dated, days_shown, share
from sim.result import OUTCOMES, Result

SURVIVAL_DAYS = (7, 14, 30, 90, 180)
FEW = 10  # agreements of which a share says nothing
SEEN = {UKRAINE_OPEN: "observed: Ukraine 2014–20, general and open-ended", UKRAINE: "observed: Ukraine 2014–20, all"}


def endings(numbers: Numbers) -> Table:
    """How the runs end, with a bar for each share."""
    names = [f"outcome.{name}" for name in OUTCOMES]
    rows = [(name, *numbers.cells(f"outcome.{name}")) for name in OUTCOMES]
    shares = tuple(numbers.result.summary[name].value or 0.0 for name in names)
    return Table("How the runs end: share of runs", ("ending", *renamed(numbers, "share")), rows, bars=shares)


def renamed(numbers: Numbers, what: str) -> tuple[str, ...]:
    """The heads of a number that has a name."""
    return what, *numbers.heads[1:]


def ladder(numbers: Numbers) -> Table:
    """Which rungs are reached, when, and for how long."""
    rows = [
        (numbers.result.label(rung), *numbers.cells(f"reached.{rung}"), numbers.cells(f"first.{rung}", 0)[0], numbers.cells(f"lasted.{rung}")[0])
        for rung in numbers.result.rungs
    ]
    heads = ("agreement", *renamed(numbers, "reached"), "first reached, median day", "days in force, mean")
    return Table("The ladder of agreements, from the lowest rung", heads, rows)


def year(numbers: Numbers) -> Table:
    """Peace, and the mediator and red lines where there are any."""
    situation, summary = numbers.result.scenario.situation, numbers.result.summary
    names = ["days_at_peace", "ceasefires", "ceasefire_of_a_month"]
    names += ["mediator_left", "deadlines_passed"] if situation.role("mediator") else []
    names += ["red_line_dropped"] if situation.red_lines else []
    return Table("The year, per run", ("number", *numbers.heads), [(summary[name].words, *numbers.cells(name)) for name in names])


def belligerents(numbers: Numbers) -> Table:
    """What the belligerents offered and answered, and the trust that is left."""
    result, rows = numbers.result, []
    for party in (result.attacker, result.defender):
        for what, digits in (("offers", 1), ("cynical", 1), ("table_yes", 1), ("violations", 1), ("trust_end", 2)):
            if what != "table_yes" or result.scenario.situation.role("mediator"):
                rows.append((result.summary[f"{what}.{party}"].words, *numbers.cells(f"{what}.{party}", digits)))
    return Table("The belligerents, per run", ("number", *numbers.heads), rows)


# What pictures show


def survival(result: Result) -> Table:
    """The share of agreements that have not collapsed after so many days, beside what was observed."""
    days = [day for day in SURVIVAL_DAYS if day <= result.scenario.days]
    rows = []
    for number, rung in enumerate(result.rungs):
        count, broken = int(result.endings[number].sum()), result.broken(rung)
        rows.append((result.label(rung), f"{count:,}", *(holding(broken, day, count) for day in days)))
    for name, words in SEEN.items():
        seen = observed()[name]
        known = dict(zip(seen.days.tolist(), seen.share.tolist(), strict=True))
        rows.append((words, f"{seen.count:,}", *(f"{100 * known[day]:.0f}%" if day in known else "–" for day in days)))
    return Table(f"Not collapsed so many days after signing. Observed: {SOURCE}", ("agreement", "how many", *(f"{day} days" for day in days)), rows)


def holding(broken: Incidence, day: int, count: int) -> str:
    """The share that has not collapsed, with its interval; nothing where too few are left to say."""
    if count < FEW or broken.at_risk[day] < 1:
        return "–"
    kept, low, high = (100 * (1 - float(bound[day])) for bound in (broken.share, broken.high, broken.low))
    return f"{kept:.0f}% ({low:.0f} to {high:.0f})"


def bargaining(result: Result) -> Table:
    """What each side would settle for on some days, and in how many runs a deal exists."""
    found, days = ranges(result), days_shown(result.scenario)
    heads = (
        "day", f"{result.label(result.attacker)} asks at least", f"{result.label(result.defender)} concedes at most", "runs with room for a deal",
    )  # fmt: skip
    rows = [
        (dated(result.scenario, day), share(found.asked[2, day]), share(found.conceded[2, day]), share(float(found.open_in[day]))) for day in days
    ]
    return Table("The bargaining range: medians, in shares of the stake that go to the attacker", heads, rows)


def moods(result: Result) -> Table:
    """Trust, and blame and pressure where there is a mediator: medians on some days."""
    sides = [(name, result.label(name)) for name in (result.attacker, result.defender)]
    states = {f"trust_{name}": f"trust of {words}" for name, words in sides}
    if result.scenario.situation.role("mediator"):
        states |= {"blame": f"blame on {sides[1][1]}"} | {f"pressure_{name}": f"pressure on {words}" for name, words in sides}
    medians = {state: np.median(np.asarray(result.panel[state], dtype=np.float64), axis=1) for state in states}
    rows = [(dated(result.scenario, day), *(share(float(course[day])) for course in medians.values())) for day in days_shown(result.scenario)]
    return Table("Trust, blame and pressure: medians; pressure in shares of the stake", ("day", *states.values()), rows)
