"""Work in several processes, and what happens when one of them dies."""

from __future__ import annotations

import functools
import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from sim import words, workers
from tests.conftest import AS_SHIPPED

BLOCKS = [(1, 2), (3, 4), (5, 5)]
Block = tuple[int, int]


@pytest.fixture(autouse=True)
def _workers_start_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """As they do for everybody."""
    monkeypatch.setattr(workers, "START", AS_SHIPPED)


def counted(block: Block) -> int:
    """How many runs a block has."""
    return block[1] - block[0] + 1


def dies_once(folder: str, block: Block) -> int:
    """The worker that gets block 3 dies the first time."""
    died = Path(folder) / "died"
    if block[0] == 3 and not died.exists():
        died.touch()
        os._exit(1)
    return counted(block)


def always_dies(block: Block) -> int:
    """A worker that never comes back."""
    os._exit(1)


def fails(block: Block) -> int:
    """A block with a fault in it."""
    raise ArithmeticError("a fault in a batch")


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    done = dict(workers.together(functools.partial(dies_once, str(tmp_path)), BLOCKS, 2))
    assert done == {(1, 2): 2, (3, 4): 2, (5, 5): 1}
    assert (tmp_path / "died").exists()


def test_workers_that_always_die_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ATTEMPTS", 2)
    with pytest.raises(BrokenProcessPool):
        list(workers.together(always_dies, BLOCKS, 2))


def test_a_fault_in_a_block_is_not_tried_again() -> None:
    with pytest.raises(ArithmeticError, match="a fault in a batch"):
        list(workers.together(fails, BLOCKS, 2))


def says(block: Block) -> str:
    """A block that is spoken of."""
    return words.counted("numbers.days", counted(block))


def test_workers_say_that_there_are_no_words_only_where_they_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.Chosen, "folder", "nowhere")
    with pytest.raises(words.WordsError, match="nowhere: there is no such folder"):
        list(workers.together(says, BLOCKS, 2))
    assert len(list(workers.together(counted, BLOCKS, 2))) == len(BLOCKS)


def test_one_process_does_the_work_in_order() -> None:
    assert list(workers.finished(counted, BLOCKS, 1)) == [((1, 2), 2), ((3, 4), 2), ((5, 5), 1)]
