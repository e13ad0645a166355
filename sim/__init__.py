"""parley: a negotiation scenario simulator, an agent-based model of bargaining while fighting.

>>> import sim
>>> scenario = sim.load("baseline")
>>> squeezed = scenario.set("us.bias", 0.8)
>>> result = sim.run(squeezed, runs=50, seed=1)
>>> len(result.outcomes)
50
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.version import __version__ as __version__

__all__ = ["Belligerent", "Observer", "Result", "Scenario", "ScenarioError", "Talks", "compare", "load", "run", "sweep"]

if TYPE_CHECKING:
    from sim.agents import Belligerent
    from sim.model import Talks
    from sim.observer import Observer
    from sim.result import Result
    from sim.runs import compare, run
    from sim.scenario import Scenario, ScenarioError, load
    from sim.sweeps import sweep

ROOMS = {
    "Belligerent": "sim.agents",
    "Observer": "sim.observer",
    "Result": "sim.result",
    "Scenario": "sim.scenario",
    "ScenarioError": "sim.scenario",
    "Talks": "sim.model",
    "compare": "sim.runs",
    "load": "sim.scenario",
    "run": "sim.runs",
    "sweep": "sim.sweeps",
}


def __getattr__(name: str) -> Any:
    """Fetch a name when it is first used: Mesa takes a second to import, and not everybody needs it."""
    if name not in ROOMS:
        raise AttributeError(f"module 'sim' has no attribute {name!r}; it offers {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(ROOMS[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
