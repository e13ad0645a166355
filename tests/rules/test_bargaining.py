"""The advantage of an agreement, and how a settlement divides the stake."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import bargaining

SHARE = st.floats(0, 1)
WORTH = st.floats(-3, 3)
DISCOUNT = st.floats(1e-9, 0.1)


@given(saved=WORTH, coverage=SHARE, rearmed=WORTH, gains=WORTH, betrayed=WORTH, weight=SHARE, home=WORTH)
def test_the_advantage_is_the_sum_of_its_five_terms(saved, coverage, rearmed, gains, betrayed, weight, home):
    five = saved - coverage * gains + coverage * rearmed - coverage * betrayed - weight * home
    assert bargaining.advantage(saved, coverage, bargaining.pausing(rearmed, gains, betrayed), weight, home) == pytest.approx(five, abs=1e-12)


@given(WORTH, WORTH)
def test_without_content_and_weight_an_agreement_has_no_advantage(paused, home):
    assert bargaining.advantage(bargaining.costs_saved(0.0, 0.3), 0.0, paused, 0.0, home) == 0


@given(DISCOUNT, DISCOUNT)
def test_the_two_shares_of_the_surplus_are_all_of_it(own, other):
    assert bargaining.surplus_share(own, other) + bargaining.surplus_share(other, own) == pytest.approx(1)


@given(DISCOUNT, DISCOUNT)
def test_the_patient_side_gets_the_larger_share(own, other):
    assert (bargaining.surplus_share(own, other) > 0.5) == (own < other) or own == pytest.approx(other)


@given(own=st.floats(-1, 1.5), other=st.floats(-1, 1.5), share=SHARE)
def test_what_both_get_over_their_reservation_is_the_range(own, other, share):
    room = bargaining.bargaining_range(own, other)
    both = bargaining.settlement_advantage(room, share) + bargaining.settlement_advantage(room, 1 - share)
    assert both == pytest.approx(room if room > 0 else 2 * room)


def test_both_lose_the_whole_shortfall_where_there_is_nothing_to_split():
    assert bargaining.settlement_advantage(-0.2, 0.7) == -0.2


@given(own=SHARE, other=SHARE, share=SHARE)
def test_the_terms_lie_within_the_range(own, other, share):
    room = bargaining.bargaining_range(own, other)
    terms = bargaining.attackers_terms(own, room, share)
    assert min(own, 1 - other) - 1e-12 <= terms <= max(own, 1 - other) + 1e-12


def test_a_shortfall_is_split_evenly_whoever_is_patient():
    for share in (0.1, 0.9):
        assert bargaining.attackers_terms(0.7, -0.2, share) == pytest.approx(0.6)


def test_terms_are_a_share_of_the_stake():
    assert bargaining.attackers_terms(-0.9, 0.1, 0.5) == 0
    assert bargaining.attackers_terms(1.4, 0.1, 0.5) == 1


def test_terms_are_elementwise():
    terms = bargaining.attackers_terms(np.array([0.4, 0.7]), np.array([0.2, -0.2]), 0.75)
    np.testing.assert_allclose(terms, [0.55, 0.6])
