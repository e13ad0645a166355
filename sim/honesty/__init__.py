"""The honesty card: what luck leaves open, what flips, what matters, what chance alone would say, what is judgement, what is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["Beside", "Card", "beside_chance", "card", "in_short", "show"]

if TYPE_CHECKING:
    from sim.honesty.beside import Beside, beside_chance
    from sim.honesty.making import Card, card
    from sim.honesty.short import in_short
    from sim.honesty.told import show

ROOMS = {
    "Beside": "sim.honesty.beside",
    "beside_chance": "sim.honesty.beside",
    "Card": "sim.honesty.making",
    "card": "sim.honesty.making",
    "in_short": "sim.honesty.short",
    "show": "sim.honesty.told",
}


def __getattr__(name: str) -> Any:
    """Fetch a name when it is first used: the short form needs neither the model nor its targets."""
    if name not in ROOMS:
        raise AttributeError(f"module 'sim.honesty' has no attribute {name!r}; it offers {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(ROOMS[name]), name)
