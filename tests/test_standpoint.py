"""A belligerent's terms of judgement: kept apart, and adding up."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model import Talks
from tests.ensembles import shipped

SIDES = ("attacker", "defender")


@pytest.fixture(scope="module")
def model():
    """A batch after a hundred days, in which much has happened."""
    model = Talks(shipped().set("us.leverage.russia", 0.3), 5, 50)
    for _ in range(100):
        model.step()
    model.close_down()
    return model


@pytest.fixture(scope="module")
def views(model):
    """Both standpoints."""
    return model.weigh()


@pytest.mark.parametrize("role", SIDES)
@pytest.mark.parametrize("number", range(4))
def test_the_five_terms_add_up_to_the_advantage(model, views, role, number):
    rung, view = model.ladder.rungs[number], views[role]
    terms = view.terms(rung)
    assert len(terms) == 5
    np.testing.assert_allclose(sum(terms.values()), view.advantage(rung), atol=1e-12)


@pytest.mark.parametrize("role", SIDES)
def test_each_term_has_the_sign_its_name_says(model, views, role):
    terms = views[role].terms(model.ladder.rungs[2])
    assert (terms["costs saved"] > 0).all()
    assert (terms["betrayal"] < 0).all()
    assert (terms["home front"] < 0).all()
    assert (terms["balance after the pause"] * (1 if role == "attacker" else -1) > 0).all()  # the attacker bleeds faster


@pytest.mark.parametrize("role", SIDES)
def test_keeping_an_agreement_is_worth_its_advantage_without_the_resolve_that_signing_costs(model, views, role):
    view = views[role]
    for rung in model.ladder.rungs[:4]:
        np.testing.assert_allclose(view.keep(rung), view.advantage(rung) + rung.weight * view.resolve, atol=1e-12)
    settlement = model.ladder.rungs[4]
    room = view.room + view.resolve + view.other.resolve
    np.testing.assert_allclose(view.keep(settlement), np.where(room > 0, view.owner.surplus * room, room), atol=1e-12)


def test_what_is_held_and_blamed_is_divided_between_both(views):
    attacker, defender = (views[role] for role in SIDES)
    np.testing.assert_allclose(attacker.held + defender.held, 1)
    np.testing.assert_allclose(attacker.blamed + defender.blamed, 1)


def test_the_pressure_on_a_side_is_its_share_of_the_blame_for_what_is_at_stake(views):
    for role in SIDES:
        view = views[role]
        np.testing.assert_allclose(view.pressure, view.owner.leverage * view.scene.urgency * view.blamed)
        np.testing.assert_allclose(view.cost, view.owner.numbers.war_cost + view.pressure)


def test_a_standing_red_line_rules_out_what_it_names_and_nothing_else():
    model = Talks(shipped(), 5, 20)
    views = model.weigh()
    model.close_down()
    attacker = views["attacker"]
    for rung in model.ladder.rungs:
        blocked = rung.name in ("freeze", "settlement")
        assert (np.asarray(attacker.yes_chance(rung)) == 0).all() == blocked, rung.name


def test_a_standpoint_without_the_other_says_what_to_keep(model):
    attacker = model.weigh()["attacker"]
    with pytest.raises(ReferenceError, match="keep the whole of the views"):
        attacker.room  # noqa: B018
