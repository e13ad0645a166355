"""Values that differ from run to run: a parameter that holds an array, one entry per run, in place of one number.

So many settings of a scenario are one batch, as fast as one large ensemble.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Path = tuple[str | int, ...]


def on(value: Any, runs: NDArray[np.int64] | slice) -> Any:
    """A parameter on some runs: the number, or its entries where it differs from run to run."""
    return value[runs] if isinstance(value, np.ndarray) else value


def in_every_run(value: Any, size: int) -> Any:
    """What is kept of a batch of one run, in every run of a batch of this size: arrays of shape (..., 1), alone or in containers; all else stays."""
    if isinstance(value, np.ndarray):
        return np.repeat(value, size, axis=-1)
    if isinstance(value, dict):
        return {name: in_every_run(one, size) for name, one in value.items()}
    return type(value)(in_every_run(one, size) for one in value) if isinstance(value, list | tuple) else value


def any_of(value: Any) -> bool:
    """Whether a parameter is other than 0 in any run."""
    return bool(value.any()) if isinstance(value, np.ndarray) else bool(value)


def spread(situation: Any, values: Mapping[Path, np.ndarray]) -> Any:
    """A situation in which the values at some paths are arrays."""
    for path, value in values.items():
        situation = replaced(situation, path, value)
    return situation


def replaced(section: Any, path: Path, value: Any) -> Any:
    """A section, or a mapping in it, with the value at one path replaced."""
    step, rest = path[0], path[1:]
    if isinstance(section, dict):
        return {**section, step: replaced(section[step], rest, value) if rest else value}
    return section.model_copy(update={str(step): replaced(getattr(section, str(step)), rest, value) if rest else value})
