"""Making the page: everything it shows is a number, a picture or a sentence that other commands give too; the same result gives the same bytes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup
from matplotlib.figure import Figure

from sim import charts, uncertain
from sim.comparison import Comparison
from sim.described import described, written
from sim.report import comparing, explaining, numbers, sentences, telling, trusting
from sim.report.tables import Numbers, Table
from sim.result import Result
from sim.scenario.library import Source, shipped
from sim.version import __version__

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Picture:
    """A picture on the page: its name, drawn as SVG, its finding, and the tables of its numbers."""

    name: str
    drawn: Markup
    finding: str
    tables: list[Table]


@functools.cache
def templates() -> jinja2.Environment:
    """The templates of the page; whatever is put into them is text, unless it was drawn here."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def page(result: Result, *, compared: Comparison | None = None, run: int | None = None, source: Source | None = None, command: str = "") -> str:
    """A result as one HTML page that needs nothing else.

    compared: the same scenario beside others, whose differences are shown too. run: which run is told (the first with the most frequent
    ending). source: the scenario's file; a shipped scenario is found by its name. command: what is typed to have the page again. Raises
    ValueError for a run that is not there, and for a result without daily states, as some pictures need them.
    """
    if not result.panel_size:
        raise ValueError("this result has no daily states (panel=0), but a report shows them")
    scenario, told = result.scenario, telling.tale(result, run)
    one = described(scenario, source or shipped(scenario.name))
    shown = Numbers.of(result)
    return (
        templates()
        .get_template("page.html")
        .render(
            version=__version__,
            result=result,
            scenario=scenario,
            one=one,
            start=written(scenario.situation.start),
            question=sentences.question(result, compared),
            headline=sentences.headline(result, compared),
            intervals=sentences.intervals(result),
            caveat=sentences.CAVEAT,
            limits=sentences.LIMITS,
            head=sentences.head(one),
            differences=explaining.differences(one),
            endings=numbers.endings(shown),
            ladder=numbers.ladder(shown),
            year=numbers.year(shown),
            belligerents=numbers.belligerents(shown),
            pictures=of_ensemble(result),
            compared=compared,
            comparison=None if compared is None else of_comparison(compared),
            left_out="" if compared is None else comparing.left_out(compared),
            tale=told,
            tale_pictures=of_tale(told),
            trust=trusting.trust(result),
            values=explaining.values(scenario, one),
            evidence=explaining.evidence(one),
            uncertain=uncertain.is_uncertain(result),
            setting=uncertain.is_uncertain(result) and int(result.columns[uncertain.SETTING][told.course.run - 1]),
            scenarios=[scenario] if compared is None else [scenario, *(compared.results[name].scenario for name in compared.others)],
            command=command,
            style=Markup((TEMPLATES / "style.css").read_text(encoding="utf-8")),
        )
    )


def picture(name: str, figure: Figure, *tables: Table) -> Picture:
    """A picture with its numbers."""
    return Picture(name, Markup(charts.inline(figure, name)), charts.finding(figure), list(tables))


def of_ensemble(result: Result) -> dict[str, Picture]:
    """The pictures of all runs, by name."""
    return {
        "year": picture("year", charts.year(result)),
        "survival": picture("survival", charts.survival(result), numbers.survival(result)),
        "range": picture("range", charts.bargaining_range(result), numbers.bargaining(result)),
        "moods": picture("moods", charts.moods(result), numbers.moods(result)),
    }


def of_comparison(compared: Comparison) -> Picture:
    """What differs from the other scenarios."""
    return picture("comparison", charts.comparison(compared), *comparing.differences(compared))


def of_tale(told: telling.Tale) -> list[Picture]:
    """The pictures of the run that is told: its course, and why each side decides as it does on one day."""
    course = told.course
    found = [picture("timeline", charts.timeline(course))]
    if course.telling in course.ledgers:
        found.append(picture("why", charts.why(course, course.telling), *telling.terms(course)))
    return found
