"""Labels keep apart and stay near their lines."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.charts.labels import apart, clipped
from sim.charts.sheet import balanced, width, wrapped
from sim.charts.style import SMALL

PLACES = st.lists(st.floats(0, 4), min_size=1, max_size=8).map(sorted)


@given(PLACES)
def test_labels_keep_apart_and_in_order(wanted: list[float]) -> None:
    heights = np.full(len(wanted), 0.4)
    places = apart(np.array(wanted), heights, room=4.0)
    assert all(later - earlier >= 0.4 - 1e-9 for earlier, later in itertools.pairwise(places))
    assert places[0] >= -1e-9
    assert places[-1] <= 4 + 1e-9


def test_labels_with_room_enough_stay_where_they_are() -> None:
    assert apart(np.array([0.5, 1.5, 3.0]), np.full(3, 0.4), room=4.0).tolist() == [0.5, 1.5, 3.0]


def test_labels_that_want_the_same_place_share_it_evenly() -> None:
    assert np.allclose(apart(np.array([2.0, 2.0, 2.0]), np.full(3, 0.4), room=4.0), [1.6, 2.0, 2.4])


def test_no_labels_take_no_room() -> None:
    assert apart(np.array([]), np.array([]), room=1.0).size == 0


@given(st.text("abcdefg hijk", min_size=1, max_size=200))
def test_lines_fit_and_lose_nothing(text: str) -> None:
    lines = wrapped(text, 1.5, SMALL)
    assert all(width(line, SMALL) <= 1.5 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.text("Wmie.", min_size=1, max_size=12), min_size=1, max_size=60), st.floats(1.5, 6.0))
def test_a_line_takes_every_word_that_still_fits(words: list[str], room: float) -> None:
    lines = wrapped(" ".join(words), room, SMALL)
    for line, following in itertools.pairwise(lines):
        assert width(f"{line} {following.split()[0]}", SMALL) > room


def test_a_balanced_title_has_no_widow() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    lines = balanced(text, 8.0, 15, "bold")
    assert len(lines) == len(wrapped(text, 8.0, 15, "bold")) == 2
    assert min(len(line) for line in lines) > 0.6 * max(len(line) for line in lines)


def test_a_long_label_is_cut_but_its_number_stays() -> None:
    words = clipped("A very long name of an agreement that nobody can ever remember\n88%, median day 91", 1.8, 2)
    assert words.count("\n") == 1
    assert words.endswith("…\n88%, median day 91")
