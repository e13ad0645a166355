"""Writes the tables and numbers of the chapter on calibration, docs/calibration.md, and draws its two pictures, from the files in seeds/.

python docs/make_calibration.py

What stands between <!-- begin: NAME --> and <!-- end --> in the page is made by the function NAME below; the rest is written by hand.
"""

from __future__ import annotations

import csv
import functools
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.spatial.distance import pdist, squareform

import sim
from sim import evidence
from sim.calibration import binding, centre, inputs, proposals, screening, signs, spreading, waves
from sim.charts import calibration as charts
from sim.charts import finding, save
from sim.charts.wording import digits, first_letter_large, percent
from sim.observed import UKRAINE, UKRAINE_OPEN
from sim.observed import observed as observed_ceasefires

PAGE = Path(__file__).with_name("calibration.md")
IMAGES = PAGE.parent / "images"
REPORT, SET = "calibration.json", "calibrated.csv"
BLOCK = re.compile(r"(<!-- begin: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
WEAK_AT_FIRST, WEAK_AT_LAST = 0.9, 0.02  # a target that leaves more of the priors, and rules out less in the last wave, hardly constrains
ALIKE = 0.9  # numbers that are correlated as much say the same
WORST = 3
MOST, FREE = 6, 0.05  # parameters named; settings ruled out by drawing a parameter anew that the targets hardly see
REASONS = {
    "gap between general ceasefires": (
        "In the model the first general ceasefire and the next come from the same readiness to sign. What makes the next one come sooner, unless it "
        "is that the first breaks sooner, makes the first one come sooner too, and in more runs, in more even than see a partial deal. In Donbas a "
        "standing contact group agreed one ceasefire after the other (F2); the model has no such body, and of a ceasefire that broke it keeps only "
        "the broken trust."
    ),
    "negotiations without peace": (
        "Ceasefires that live long, as other targets want, are often still in force at the end of the year, and then count as peace. The target "
        "comes from negotiations of any length, which the model reads as one year."
    ),
    "a ceasefire by the end of 2025": (
        "General ceasefires come from one readiness to sign, which moves all numbers that count them at once: few in six weeks, partial deals more "
        "often than general ones, and yet a general ceasefire by the end of the year in half the runs."
    ),
    "ceasefires that hold 90 days": (
        "What lets ceasefires live for three months lets them stand at the end of the year, too, and leaves trust behind; other targets set limits "
        "to both."
    ),
    "ceasefires that hold 180 days": (
        "The span comes from two rows that lie close together, and is narrow beside the error of a share that few ceasefires of a run reach."
    ),
}


@functools.cache
def report() -> dict[str, Any]:
    """What the calibration found."""
    found: dict[str, Any] = json.loads((evidence.folder() / REPORT).read_text(encoding="utf-8"))
    return found


def page(text: str) -> str:
    """A page's text with all that is made made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{MADE[found[2]]()}\n{found[3]}", text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int) -> str:
    """A table whose last columns hold numbers."""
    rule = "|" + "---|" * (len(heads) - numbers) + "---:|" * numbers
    return "\n".join([f"| {' | '.join(heads)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)])


def listed(words: Sequence[str]) -> str:
    """Words as one names them: a, b and c."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def span(low: float, high: float, count: int = 3) -> str:
    """From a number to another."""
    return f"{digits(low, count)} to {digits(high, count)}"


def given(quantiles: Mapping[str, float], count: int = 2) -> str:
    """The middle nine tenths of settings."""
    return span(quantiles["q05"], quantiles["q95"], count) if quantiles else "–"


def shown(name: str) -> str:
    """One of the pictures, with what its title says."""
    return f"![{finding(charts.PICTURES[name](report()))}](images/calibration-{name}.png)"


# What was found, in short


def summary() -> str:
    """The set, what is narrowed most, and what rules out most."""
    found, parameters = report(), narrowed()
    clear = {name: one for name, one in parameters.items() if one["narrowed"] > by_chance()}
    most = [f"`{name}` (by {one['narrowed']:.0%})" for name, one in list(clear.items())[:5]] or ["none"]
    name, worst = hardest()[0]
    return (
        f"{len(found['targets'])} targets were drawn from the record up to 22 April 2025, {len(parameters)} parameters were given a range, and "
        f"{found['screened']:,} settings were tried. **{found['kept']:,} are left** that no target rules out and under which no sign that theory "
        f"demands was seen to be reversed. {len(clear)} parameters are narrowed by more than chance explains ([4](#4-what-is-left)), most of all "
        f"{listed(most)}; of the other {len(parameters) - len(clear)} the record says next to nothing by themselves. Hardest to meet is “{name}”: "
        f"it rules out {percent(worst['rules_out'])} of the settings of the last wave."
    )


def narrowed() -> dict[str, Any]:
    """The parameters, narrowed most first."""
    return dict(sorted(report()["parameters"].items(), key=lambda item: -item[1]["narrowed"]))


def hardest() -> list[tuple[str, Any]]:
    """The targets, that which rules out most in the last wave first."""
    return sorted(report()["tensions"]["targets"].items(), key=lambda item: -item[1]["rules_out"])


# Targets and priors


def observed() -> str:
    """Every target with what was observed and what is wanted."""
    rows = [
        (one.name, one.what, span(one.value - one.tolerance, one.value + one.tolerance), one.unit, one.source.replace("|", "/"))
        for one in inputs.targets()
    ]
    return table(("target", "what was observed", "wanted", "unit", "source"), rows, 0)


def record() -> str:
    """On how many ceasefires the spans of survival rest."""
    every, general = (observed_ceasefires()[row].count for row in (UKRAINE, UKRAINE_OPEN))
    return f"The two rows rest on {every} and {general} ceasefires, the second being among the first."


def reasons_for_spans() -> str:
    """How each span follows from its evidence."""
    return "\n".join(f"- *{one.name}*: {' '.join(one.note.split())}" for one in inputs.targets() if one.note)


def fixed() -> str:
    """What is not calibrated, and why: parameters of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in evidence.document(inputs.PRIORS)["fixed"].items():
        by_reason.setdefault(reason, []).append(f"`{name}`")
    return "\n".join(f"- {', '.join(names)}: {reason}." for reason, names in by_reason.items())


# The method


def steps() -> str:
    """The method with its numbers."""
    first, second, *_, last = screening.PLAN
    children = [one.children for one in screening.PLAN[1:]]
    return STEPS.format(
        cutoff=waves.CUTOFF, settings=first.families, first_runs=first.runs, second=second.families, last=last.families, last_runs=last.runs,
        children=" to ".join(str(count) for count in sorted({min(children), max(children)})), margin=proposals.MARGIN,
        pull=proposals.PULL, stride=proposals.STRIDE, share=[f"{share:.0%}" for share in proposals.SHARE],
        check_runs=screening.CHECK, siblings=proposals.SIBLINGS, signs=len(signs.signs()), sign_runs=signs.RUNS, reversed=signs.REVERSED,
        spread=spreading.CHILDREN, loose=f"{spreading.LOOSE:.0%}", apart=f"{spreading.APART:.0%}",
        fine=centre.FINE, digits=centre.DIGITS, sample=binding.SAMPLE, redrawn=binding.RUNS,
    )  # fmt: skip


STEPS = """1. *First wave.* {settings:,} settings cover the priors evenly: a Latin hypercube (McKay, Beckman and Conover 1979), on the scale of each
   prior. Each is played {first_runs} times. All settings of a wave meet the same luck (common random numbers), so that they differ by what is set;
   each wave meets other luck, so that no setting is there for its luck alone.
2. *Ruling out.* For each target the implausibility is how far the number lies beyond the span, in Monte Carlo standard errors:
   `I = max(|number − value| − tolerance, 0) / error`. A setting is ruled out if `I` is above {cutoff:g} for any target. Where what is counted
   never happened, the error is infinite, and that target rules nothing out.
3. *Families.* Each setting of the first wave founds a family. Of each family the best setting goes on, the one whose implausibilities,
   reckoned from {margin:g} standard errors inside each span, add up to least. The next wave follows the {second:,} families that do best,
   the last one {last:,}, and tries {children} settings of each: the best again, and others around it. A family is never replaced by
   another's offspring, so that in the end all are as unlike as the record lets them be.
4. *Next wave.* Two proposals in three are pulled the shortest way to where their numbers would lie within the spans if these followed the
   parameters in straight lines, as they do on the average within the families of the wave before (damped least squares; Levenberg 1944), by
   {pull[0]:g} to {pull[1]:g} of the way and to a point of the spans chosen by chance. As the way is the shortest, parameters that move no
   number stay where they are. The others step along the difference of two other families, and somewhat aside (differential evolution; ter
   Braak 2006), by {stride[0]:g} to {stride[1]:g} of it and in {share[0]} to {share[1]} of the parameters. At the bounds of a prior a proposal
   is reflected.
5. *More runs.* Later waves play each setting more often, up to {last_runs} times. The error shrinks, and more is ruled out.
6. *Fresh luck.* Of what the last wave leaves, the best settings of each family, at most {siblings}, are played again, {check_runs:,} times,
   on other luck, and judged anew, so that none stays by good luck.
7. *Signs.* Each of {signs} signs that theory demands (`seeds/signs.yaml`) is tried on each setting, {sign_runs} pairs of runs on the same
   luck. Where one is reversed by more than {reversed:g} paired standard errors, the setting goes, however well it fits.
8. *Centre.* From the mean of what is left, points towards each of these settings are played; the nearest to the mean that meets all targets in
   {fine:,} fresh runs and reverses no sign, in numbers of {digits} digits, is the centre.
9. *Drawing anew.* For {sample} of these settings, one parameter after the other is drawn anew from its prior, all others staying, and the
   setting is played {redrawn} times. How many are then ruled out says how tightly that parameter is bound.
10. *Spreading.* Siblings are nearly the same so far. So {spread} more settings are made of those of each family: every parameter is drawn anew
    from its prior with a chance that falls from 1, where step 9 ruled out no more settings by it than without it, to 0, where it ruled out {loose}
    more. They go through step 6, and through step 7 with those signs that some setting reversed there. What is left of both steps is the set,
    as far as siblings are {apart} as far apart as two even draws usually are: of those that are more alike, the first stays."""


# What is left


def waves_and_check() -> str:
    """How many settings and families each wave tried and left."""
    found = report()
    each = [(str(number), one) for number, one in enumerate(found["waves"], 1)]
    rows = [
        (name, f"{one['families']:,}", f"{one['settings']:,}", f"{one['runs']:,}", f"{one['left']:,}", f"{one['families_left']:,}")
        for name, one in each
    ]
    spread = found["spread"]
    rows += checked("fresh luck", found["check"], found["found"], found["families"])
    rows += checked("spread", spread, spread["stay"], 0)
    rows.append(("unlike", "", f"{found['found'] + spread['stay']:,}", "", f"{found['kept']:,}", f"{found['families']:,}"))
    return table(("wave", "families", "settings", "runs each", "settings left", "families left"), rows, 5)


def checked(name: str, check: Mapping[str, int], stay: int, families: int) -> list[tuple[str, ...]]:
    """What a check on fresh luck left, and what the signs left of that."""
    fresh = (name, "", f"{check['settings']:,}", f"{check['runs']:,}", f"{check['left']:,}", "")
    return [fresh, ("signs", "", f"{check['left']:,}", f"{signs.RUNS:,}", f"{stay:,}", f"{families:,}" if families else "")]


def signs_shown() -> str:
    """Signs that some settings reverse, of those that the search found, and of those to which families spread; and how many of the set lean so."""
    found, spread = report()["signs"], report()["spread"]
    some = {name: share for name, share in found.items() if share < 1}
    rows = [
        (name, percent(1 - share), percent(1 - spread["signs"][name]), percent(spread["against"][name]))
        for name, share in sorted(some.items(), key=lambda item: item[1])
    ]
    heads = ("sign", "reversed in the search", "reversed where families spread", "of the rest there, leaning against it")
    return table(heads, rows, 3) if some else "No setting that passed the check reverses a sign."


def families() -> str:
    """How far apart the settings of the set are, and how much narrowing chance explains."""
    apart, count = distances(), len(kept())
    clear = [name for name, one in narrowed().items() if one["narrowed"] > by_chance()]
    return (
        f"The {count:,} settings of the set belong to {report()['families']} families, each from another setting of the first wave. Two settings are "
        f"on the average {apart.mean():.0%} as far apart as two drawn evenly from the priors; the one nearest to a setting is "
        f"{np.median(nearest()):.0%} as far from it (the middle of all; at least {nearest().min():.0%}). As many even draws as there are families "
        f"would by chance alone be narrowed or widened by up to {by_chance():.0%} (two standard errors). "
        f"{len(clear)} of {len(narrowed())} parameters are narrowed by more than that."
    )


@functools.cache
def kept() -> list[dict[str, str]]:
    """The settings of the set."""
    with (evidence.folder() / SET).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def distances() -> np.ndarray:
    """How far any two settings of the set are apart in their priors, in parts of the usual distance of two even draws."""
    priors = inputs.priors(sim.load("baseline"))
    places = np.column_stack([one.place(np.array([float(row[one.name]) for row in kept()])) for one in priors])
    found: np.ndarray = pdist(places) / spreading.usual(len(priors))
    return found


def nearest() -> np.ndarray:
    """How far each setting of the set is from the one nearest to it, in the same measure."""
    found = squareform(distances())
    np.fill_diagonal(found, np.inf)
    return np.asarray(found.min(axis=1))


def by_chance(count: int = 0) -> float:
    """Two standard errors of the narrowing of a middle half, if so many values were drawn evenly from a prior: 2 over the root of their number."""
    return 2 / math.sqrt(count or report()["families"])


# Targets, after


def fitted() -> str:
    """Every target with what the priors allowed and the set gives."""
    rows = [
        (
            name, span(*charts.wanted(one)), given(one["prior"]), percent(one["known_at_first"]), percent(one["not_ruled_out_at_first"]),
            percent(report()["tensions"]["targets"][name]["rules_out"]), given(one["kept"]), digits(one["centre"], 2),
        )
        for name, one in report()["targets"].items()
    ]  # fmt: skip
    return table(("target", "wanted", "over the priors", "known", "left at first", "ruled out at last", "set", "centre"), rows, 7)


def in_the_way() -> str:
    """The targets that rule out most in the last wave, with what moves against them and why."""
    return "\n".join(obstacle(name, one) for name, one in hardest()[:WORST] if one["rules_out"])


def obstacle(name: str, one: Mapping[str, Any]) -> str:
    """One target that stands in the way."""
    low, left = one["too_low"] / one["rules_out"], report()["waves"][-1]["left"]
    side = {0: "always because the number is too high", 1: "always because the number is too low"}.get(low, f"too low in {percent(low)} of these")
    targets = [f"“{other['target']}” ({signed(other['correlation'])})" for other in one["moves_with"]]
    parameters = [f"`{other['parameter']}` ({signed(other['correlation'])})" for other in one["moved_by"]]
    return (
        f"- **{first_letter_large(name)}** rules out {percent(one['rules_out'])} of the last wave ({side}), {percent(one['alone'])} by itself: "
        f"without it {one['left_without_it']:,} settings would be left there and not {left:,}. Among targets its number moves most with "
        f"{listed(targets or ['none'])}; among parameters, with {listed(parameters or ['none'])}. {REASONS.get(name, '')}"
    ).rstrip()


def signed(value: float) -> str:
    """A correlation with its sign."""
    return f"{value:+.2f}".replace("-", "−")


def pairs() -> str:
    """Pairs of targets that are hard to meet together."""
    rows = [(*one["pair"], percent(one["together"]), percent(one["if_unrelated"])) for one in report()["tensions"]["hardest_pairs"]]
    return table(("target", "and", "met together", "if unrelated"), rows, 2) if rows else "No pair is met together by fewer than one would expect."


def alike() -> str:
    """Pairs of targets that say the same."""
    same = [one for one in report()["tensions"]["alike"] if abs(one["correlation"]) >= ALIKE]
    said = "; ".join(f"“{one['pair'][0]}” and “{one['pair'][1]}” ({signed(one['correlation'])})" for one in same)
    return f"Nearly the same is said by {said}." if same else "No two numbers move as one."


def weak() -> str:
    """Targets that hardly constrain anything."""
    found = report()
    names = [
        name
        for name, one in found["targets"].items()
        if one["not_ruled_out_at_first"] > WEAK_AT_FIRST and found["tensions"]["targets"][name]["rules_out"] < WEAK_AT_LAST
    ]
    words = f"{listed([f'“{name}”' for name in names])} {'rules' if len(names) == 1 else 'rule'} out" if names else "No target rules out"
    return f"{words} less than {1 - WEAK_AT_FIRST:.0%} of the first wave and less than {WEAK_AT_LAST:.0%} of the last."


def unknown() -> str:
    """Targets that say nothing of some settings of the set."""
    some = {name: 1 - one["known_in_the_end"] for name, one in report()["targets"].items() if one["known_in_the_end"] < 1}
    said = listed([f"“{name}” of {percent(share)}" for name, share in some.items()]) if some else ""
    return f"In the set, nothing is known for {said} of the settings." if some else "Of every setting in the set every number is known."


def picture_of_targets() -> str:
    """The picture of all targets."""
    return shown("targets")


# Parameters, after


def picture_of_priors() -> str:
    """The picture of all parameters."""
    return shown("priors")


def constrained() -> str:
    """Every parameter with its prior, its source, what is left, the centre, and how tightly it is bound."""
    sources = {one.name: one.source for one in inputs.priors(sim.load("baseline"))}
    rows = [
        (
            f"`{name}`", span(one["low"], one["high"], 6), one["scale"], sources[name], given(one["kept"], 3), digits(one["centre"], 3),
            f"{one['narrowed']:.0%}".replace("-", "−"), percent(report()["bound"]["parameters"][name]["ruled_out"]),
        )
        for name, one in narrowed().items()
    ]  # fmt: skip
    return table(("parameter", "prior", "scale", "source", "set", "centre", "narrowed", "ruled out if drawn anew"), rows, 4)


def bound() -> str:
    """What binds most when one parameter is drawn anew, and what not at all."""
    found, kept_out = report()["bound"]["parameters"], report()["bound"]["as_they_are"]
    hard = sorted(found, key=lambda name: -found[name]["ruled_out"])[:MOST]
    said = "; ".join(f"`{name}` ({percent(found[name]['ruled_out'])}, mostly by “{found[name]['mostly_by']}”)" for name in hard)
    free = [name for name, one in found.items() if one["ruled_out"] <= kept_out + FREE]
    return (
        f"Of the settings that the search found, {percent(kept_out)} are ruled out as they are when they are played as often as these; that much "
        f"is Monte Carlo. Drawn anew by themselves, these are noticed most: {said}. Of {len(free)} parameters no more than {FREE:.0%} are ruled out "
        "beyond that: the targets hardly see them."
    )


MADE: dict[str, Callable[[], str]] = {
    function.__name__: function
    for function in (
        summary, observed, record, reasons_for_spans, fixed, steps, waves_and_check, signs_shown, families, fitted, in_the_way, pairs, alike, weak,
        unknown, constrained, bound, picture_of_targets, picture_of_priors,
    )
}  # fmt: skip


def draw(folder: Path) -> None:
    """Draw the two pictures into a folder."""
    folder.mkdir(exist_ok=True)
    for name, picture in charts.PICTURES.items():
        save(picture(report()), folder / f"calibration-{name}.png")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    draw(IMAGES)
