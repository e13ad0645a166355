"""Chance: uniform, independent across runs, days, names and seeds, and addressed."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.dice import Dice

RUNS = np.arange(1, 50_001)
ONCE_IN_A_LONG_WHILE = 1e-5
FEW_ERRORS = 4.5 / np.sqrt(RUNS.size)


def throw(name="answer.attacker", day=1, seed=1, runs=RUNS):
    """One die of all runs."""
    return Dice(seed, runs).throw([name], day)[0]


@pytest.mark.parametrize(("name", "day", "seed"), [("answer.attacker", 1, 1), ("luck.angle", 365, 1), ("", 3650, -5), ("exit", 1, 2**70)])
def test_a_die_is_uniform(name, day, seed):
    uniform = throw(name, day, seed)
    assert stats.kstest(uniform, "uniform").pvalue > ONCE_IN_A_LONG_WHILE
    assert stats.chisquare(np.bincount((uniform * 1000).astype(int), minlength=1000)).pvalue > ONCE_IN_A_LONG_WHILE


def test_the_days_of_one_run_are_uniform_too():
    days = np.concatenate([throw(day=day, runs=np.array([17])) for day in range(1, 5001)])
    assert stats.kstest(days, "uniform").pvalue > ONCE_IN_A_LONG_WHILE


def test_the_last_bits_are_as_fair_as_the_first():
    last = np.floor(throw() * 2**52).astype(np.uint64) & np.uint64(7)
    assert stats.chisquare(np.bincount(last.astype(int), minlength=8)).pvalue > ONCE_IN_A_LONG_WHILE


PAIRS = {
    "runs one after the other": (throw(), throw(runs=RUNS + 1)),
    "days one after the other": (throw(), throw(day=2)),
    "weeks": (throw(), throw(day=8)),
    "a die of each side": (throw(), throw("answer.defender")),
    "dice of one side": (throw(), throw("offer.attacker")),
    "names that differ by a letter": (throw("a"), throw("b")),
    "seeds one after the other": (throw(), throw(seed=2)),
    "seed and day exchanged": (throw(seed=1, day=2), throw(seed=2, day=1)),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_dice_at_different_addresses_are_independent(pair):
    one, another = PAIRS[pair]
    assert abs(np.corrcoef(one, another)[0, 1]) < FEW_ERRORS
    assert abs(np.corrcoef((one - 0.5) ** 2, (another - 0.5) ** 2)[0, 1]) < FEW_ERRORS
    cells = np.bincount((one * 16).astype(int) * 16 + (another * 16).astype(int), minlength=256)
    assert stats.chisquare(cells).pvalue > ONCE_IN_A_LONG_WHILE


def test_runs_have_no_memory_at_any_short_lag():
    uniform = throw() - 0.5
    for lag in range(1, 30):
        assert abs(np.mean(uniform[lag:] * uniform[:-lag])) * 12 < FEW_ERRORS * 1.1


def test_the_sign_of_runs_one_after_the_other_is_a_coin():
    flips = np.diff(throw() > 0.5).sum()
    assert stats.binomtest(int(flips), RUNS.size - 1, 0.5).pvalue > ONCE_IN_A_LONG_WHILE


def test_no_two_addresses_share_their_numbers():
    found = [throw(name, day, seed, RUNS[:50]) for name, day, seed in itertools.product("abc", (1, 2, 3), (1, 2, 3))]
    assert np.unique(np.concatenate(found)).size == 27 * 50


@given(st.integers(), st.text(max_size=20), st.integers(1, 3650), st.integers(1, 10**8))
def test_a_die_never_shows_nought_or_one(seed, name, day, run):
    shown = Dice(seed, np.array([run])).throw([name], day)[0, 0]
    assert 0 < shown < 1
    assert np.isfinite(np.log(shown))
    assert shown == Dice(seed, np.array([run])).throw([name], day)[0, 0]


@given(st.lists(st.text(max_size=5), min_size=1, max_size=4), st.integers(0, 99))
def test_a_die_thrown_with_others_shows_what_it_shows_alone(names, run):
    together = Dice(5, np.arange(1, 101)).throw(names, 9)
    for name, shown in zip(names, together, strict=True):
        assert shown[run] == Dice(5, np.array([run + 1])).throw([name], 9)[0, 0]


def test_thrown_for_some_runs_it_shows_what_it_shows_for_all():
    dice, some = Dice(1, np.arange(1, 101)), np.array([3, 50, 99])
    np.testing.assert_array_equal(dice.throw(["offer.attacker"], 4, some)[0], dice.throw(["offer.attacker"], 4)[0, some])


def test_dice_show_today_what_they_have_always_shown():
    shown = Dice(1, np.array([1, 2, 1_000_000])).throw(["answer.attacker", "luck.radius"], 42)
    np.testing.assert_array_equal(shown, FROZEN)


FROZEN = [
    [0.24885110123600185, 0.019919136451861053, 0.8962390059369053],
    [0.5228444434648568, 0.5721737241375507, 0.34587898715450616],
]
