"""The short form, for the end of a summary: what luck leaves open, what the numbers rest on, and where the whole card is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sim.honesty import sources
from sim.honesty.headlines import headlines
from sim.honesty.luck import Luck, luck
from sim.honesty.sources import Count
from sim.result import Result
from sim.scenario import Scenario, load
from sim.scenario.library import shipped


@dataclass(frozen=True)
class Short:
    """What can be said without playing anything anew, and the command for the rest."""

    luck: Luck
    evidence: dict[str, Count]
    more: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @property
    def lines(self) -> list[str]:
        """In sentences."""
        half, runs = 100 * self.luck.half_width, self.luck.runs_to_halve
        return [
            f"Luck leaves the least certain share, “{self.luck.words}”, open by {half:.1f} points either way; {runs:,} runs would halve that.",
            sources.in_words(self.evidence),
            f"What a tenth more or less of each would change, what chance alone would say: {self.more}",
        ]


def in_short(result: Result) -> Short:
    """The short form for a result."""
    names = headlines(result.scenario)
    counts = sources.counted(sources.bases(result.scenario).values())
    return Short(luck({name: result.summary[name] for name in names}, result.runs), counts, command(result.scenario))


def command(scenario: Scenario) -> str:
    """How the whole card is had; of a file only its reader knows the path."""
    if shipped(scenario.name) is None:
        return "parley honesty SCENARIO"
    same = load(scenario.name).digest == scenario.digest
    return f"parley honesty {scenario.name}{'' if same else ' (with the same --set)'}"
