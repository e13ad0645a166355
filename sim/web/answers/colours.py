"""The colours of the pictures, without matplotlib, which a worker would need a second to import: a test holds them equal."""

from __future__ import annotations

ATTACKER, DEFENDER = "#9c3a00", "#2a8ad0"
ATTACKER_IN_THE_DARK, DEFENDER_IN_THE_DARK = "#f08a4b", "#6cb6ee"
LOWEST, HIGHEST, ALONE = 0.80, 0.02, 0.254  # where rungs are on the scale: the lowest, the highest, and one that is the only one
LOWEST_IN_THE_DARK, HIGHEST_IN_THE_DARK = 0.97, 0.46
PLASMA = (
    *("0d0887", "220690", "310597", "3f049c", "4c02a1", "5901a5", "6600a7", "7201a8", "7e03a8", "8a09a5", "9511a1"),
    *("a01a9c", "aa2395", "b32c8e", "bc3587", "c43e7f", "cc4778", "d35171", "da5a6a", "e06363", "e66c5c", "eb7655"),
    *("f0804e", "f58b47", "f89540", "fba139", "fdac33", "feb82c", "fdc527", "fcd225", "f8df25", "f4ed27", "f0f921"),
)  # 33 even steps of the scale of that name


def ladder(rungs: int) -> dict[str, list[str]]:
    """A colour for each rung, from light for the lowest to dark for the highest; on dark paper all are lighter, in the same order."""
    return {
        "light": [on_the_scale(LOWEST + (HIGHEST - LOWEST) * part if rungs > 1 else ALONE) for part in parts(rungs)],
        "dark": [on_the_scale(LOWEST_IN_THE_DARK + (HIGHEST_IN_THE_DARK - LOWEST_IN_THE_DARK) * part) for part in parts(rungs)],
    }


def sides() -> dict[str, list[str]]:
    """The colours of attacker and defender."""
    return {"light": [ATTACKER, DEFENDER], "dark": [ATTACKER_IN_THE_DARK, DEFENDER_IN_THE_DARK]}


def parts(rungs: int) -> list[float]:
    """How far up the ladder each rung is, from 0 to 1.

    >>> parts(3)
    [0.0, 0.5, 1.0]
    """
    return [number / max(1, rungs - 1) for number in range(rungs)]


def on_the_scale(place: float) -> str:
    """The colour at a place from 0 to 1, between its two neighbours.

    >>> on_the_scale(0), on_the_scale(1)
    ('#0d0887', '#f0f921')
    """
    first = min(int(place * (len(PLASMA) - 1)), len(PLASMA) - 2)
    rest = place * (len(PLASMA) - 1) - first
    below, above = (bytes.fromhex(PLASMA[number]) for number in (first, first + 1))
    return "#" + bytes(round(low + rest * (high - low)) for low, high in zip(below, above, strict=True)).hex()
