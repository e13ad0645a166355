"""Trust as a Beta reputation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.rules import trust

EVIDENCE = st.floats(0.01, 1e4)


@given(EVIDENCE, EVIDENCE)
def test_trust_is_the_mean_of_the_beta_distribution(kept, broken):
    assert trust.trust(kept, broken) == pytest.approx(stats.beta(kept, broken).mean())


def test_a_quiet_day_counts_by_the_political_weight():
    assert trust.kept_evidence(False, 2.0, 0.5) == 1


def test_a_violation_is_no_evidence_of_good_faith():
    assert trust.kept_evidence(True, 2.0, 0.5) == 0


def test_at_a_steady_rate_of_violations_forgetting_leads_to_the_known_rest():
    memory, rate, kept, broken = 0.95, 1.0, 5.0, 5.0
    for _ in range(2000):
        kept, broken = memory * kept + 1 - rate, memory * broken + rate
    assert broken == pytest.approx(20)
    assert trust.trust(kept + 1, broken + 1) == pytest.approx(1 / 22)  # T27, with one of each counted beforehand
