"""Kept runs come out as they did: whole numbers exactly, the rest to nine digits."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests import abreast, frozen
from tests.ensembles import shipped

pytestmark = pytest.mark.no_cover  # whole runs, whose parts are measured elsewhere: tracing would take as long again

ALL = frozen.names()


@functools.cache
def side_by_side():
    """The same runs of all scenarios by digest, in as few batches as can be, though each was kept from one of its own."""
    found = {}
    for first, settings in abreast.batches(shipped(name) for name in ALL):
        found |= zip(settings, abreast.results(first, list(settings.values()), frozen.RUNS, frozen.SEED), strict=True)
    return found


@pytest.mark.parametrize("name", ALL)
def test_kept_runs_come_out_as_they_did(name):
    kept, today = frozen.kept(name), frozen.table(side_by_side()[shipped(name).digest])
    assert list(kept.index) == list(today.index)
    assert list(kept.columns) == list(today.columns), "columns have changed; if that is meant: python -m tests.frozen"
    for column in kept:
        exact = np.issubdtype(today[column].dtype, np.integer)
        np.testing.assert_allclose(today[column], kept[column], rtol=0, atol=0 if exact else 1e-9, err_msg=f"{name}: {column}")


def test_every_kept_file_belongs_to_a_scenario():
    assert sorted(path.stem for path in frozen.FOLDER.glob("*.csv")) == sorted(ALL)


def test_kept_runs_say_something():
    whole = [frozen.kept(name) for name in ALL]
    assert sum(table["outcome"].nunique() for table in whole) > len(ALL)
    assert all(table["held_end"].nunique() == frozen.RUNS for table in whole)
