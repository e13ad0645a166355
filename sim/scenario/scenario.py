"""A scenario in Python: checked, never changed, and able to say what it is made of."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.parameters import Event, Situation
from sim.scenario import writing
from sim.scenario.checks import checked
from sim.scenario.complaining import Complaint, Place, ScenarioError, refuse
from sim.scenario.merging import Family
from sim.scenario.naming import parameters, roles_of, states
from sim.scenario.overrides import from_options, unknown, with_named
from sim.scenario.parameter import Parameter, described
from sim.scenario.tree import Node, Path, Plain, plain, with_value


@dataclass(frozen=True, eq=False, repr=False)
class Scenario:
    """A checked scenario. ``situation`` holds its numbers; every change makes a new scenario, checked again."""

    situation: Situation
    name: str
    family: Family = field(compare=False)

    @classmethod
    def of(cls, family: Family, name: str, options: tuple[str, ...] = ()) -> Scenario:
        """The scenario that was read, with the values of options. Raises ScenarioError with everything that is wrong."""
        tree, complaints = from_options(family.tree, options)
        changed = family.with_tree(tree, complaints)
        return cls(checked(changed), name, changed)

    @property
    def title(self) -> str:
        """One line that names it."""
        return self.situation.title

    @property
    def about(self) -> str:
        """What it stands for."""
        return self.situation.about

    @property
    def days(self) -> int:
        """How many days are simulated."""
        return self.situation.days

    @property
    def extends(self) -> str | None:
        """The scenario it was derived from, as its file names it."""
        return self.family.extends

    @functools.cached_property
    def data(self) -> Plain:
        """Everything that was said, as plain data."""
        return plain(self.family.tree)

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 of everything that can change a number; titles and labels do not count."""
        return writing.digest(self.situation)

    @property
    def names(self) -> list[str]:
        """Every name that ``set``, ``get``, ``--set`` and sweeps understand."""
        return list(self.paths)

    @functools.cached_property
    def paths(self) -> dict[str, Path]:
        """Where the value under each name stands."""
        return parameters(self.data)

    @property
    def states(self) -> list[str]:
        """Every state that an event can change."""
        return states(self.data)

    @functools.cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter by name: its value, range, unit, meaning, source, and what it was in the parent."""
        before = {} if self.family.parent is None else inherited(plain(self.family.parent))
        return {name: described(name, path, self.find(path), roles_of(self.data), before) for name, path in self.paths.items()}

    @property
    def differences(self) -> dict[str, tuple[Any, Any]]:
        """What differs from the parent: before and now, by name; None where there was or is nothing."""
        if self.family.parent is None:
            return {}
        before, now = inherited(plain(self.family.parent)), inherited(self.data)
        return {name: (before.get(name), now.get(name)) for name in {**before, **now} if before.get(name) != now.get(name) and name != "title"}

    @functools.cached_property
    def agenda(self) -> dict[int, list[tuple[Event, Situation]]]:
        """The events by day, each with the situation that is in force from then on."""
        found: dict[int, list[tuple[Event, Situation]]] = {}
        tree, situation = self.family.tree, self.situation
        for event in sorted(self.situation.events, key=lambda event: event.day):
            for name, value in event.set.items():
                tree = with_value(tree, self.paths[name], Node(value))
            situation = Situation.model_validate(plain(tree)) if event.set else situation
            found.setdefault(event.day, []).append((event, situation))
        return found

    def get(self, name: str) -> Any:
        """The value under a name, such as ``us.leverage.russia``."""
        path = self.paths.get(name)
        if path is None:
            raise ScenarioError(unknown(name, self.data))
        return self.find(path)

    def find(self, path: Path) -> Any:
        """The value at a path; what concerns a party that is not mentioned is 0."""
        value: Any = self.situation
        for step in path:
            value = value.get(step, 0.0) if isinstance(value, dict) else getattr(value, str(step))
        return value

    def set(self, name: str, value: Any) -> Scenario:
        """The scenario with another value under a name, checked; text such as ``"0.5"`` is taken as ``--set`` takes it."""
        return self.set_all({name: value})

    def set_all(self, values: Mapping[str, Any]) -> Scenario:
        """The scenario with other values under several names, checked together."""
        tree, complaints = self.family.tree, list[Complaint]()
        for name, value in values.items():
            tree, said = with_named(tree, name, value, Place(""))
            complaints.extend(said)
        refuse(complaints)
        changed = self.family.with_tree(tree, [])
        return Scenario(checked(changed), self.name, changed)

    def to_dict(self) -> dict[str, Any]:
        """Everything it says, inherited or not, as plain data that ``load`` takes."""
        return writing.to_dict(self.situation)

    def to_yaml(self) -> str:
        """Everything it says, inherited or not, as a file that loads to an equal scenario."""
        return writing.to_yaml(self.situation)

    def __eq__(self, other: object) -> bool:
        """Equal if all they say is equal, the order of the ladder included; the name does not count."""
        return isinstance(other, Scenario) and self.situation == other.situation and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Scenario {self.name}: {self.title}, {len(self.situation.parties)} parties, {self.days} days>"


def inherited(data: Plain) -> dict[str, Any]:
    """The values of a scenario by name, as far as they are said."""
    found = {}
    for name, path in parameters(data).items():
        value = data
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            found[name] = value
    return found
