"""Going back in a game that two people share: one asks, the other agrees or declines, and what was played stays as a branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim.web.meaning import Meant
from sim.web.refusing import RefusedError
from sim.web.rooms.games import Shared
from sim.web.rooms.wishes import BRANCHES, TRIES
from sim.web.routes.games import going_back
from sim.web.sitting import Sat
from tests.web.serving import asked_directly
from tests.web.tables import NEW, TAB, Table, told

pytestmark = pytest.mark.no_cover
BEGUN = Sat(Meant("baseline", "", ()), 30, 1, 8, ("russia", "ukraine", "us"))


@pytest.fixture(scope="module")
def page() -> Iterator[TestClient]:
    """The application with its worker."""
    with asked_directly() as found:
        yield found


@pytest.fixture
def table(page: TestClient) -> Table:
    """A shared game in which Russia has held out on day 7, Ukraine has offered a truce on day 14, and Russia has refused it."""
    found = Table(page)
    for seat, option in (("russia", "no-offer"), ("ukraine", "truce"), ("russia", "no")):
        assert found.choose(seat, option).status_code == 200
    return found


def alike(one: Any, other: Any) -> bool:
    """Whether two views are of the same game at the same point."""
    parts = ("day", "told", "news", "choices", "numbers", "decision", "due", "standing")
    return all(one[part] == other[part] for part in parts)


def test_both_are_back_on_the_morning_of_the_day_after_one_has_asked_and_the_other_agreed(page: TestClient, table: Table) -> None:
    early = Table(page)
    early.choose("russia", "no-offer")
    asked = table.ask("back", "ukraine", day=14).json()
    assert asked["wish"] == {"number": 1, "party": "ukraine", "day": 14, "branch": None, "waits": ["russia"]}
    assert table.look("russia")["wish"] == asked["wish"]
    assert len(table.look("russia")["choices"]) == 2
    agreed = table.ask("reply", "russia", wish=1, agree=True).json()
    assert (agreed["wish"], agreed["ended"]["ended"], agreed["ended"]["who"]) == (None, "granted", "ukraine")
    for seat in ("russia", "ukraine"):
        assert alike(table.look(seat), early.look(seat))
    assert table.choose("ukraine", "civilian_targets").status_code == 200


def test_what_was_left_is_a_branch_to_which_both_can_change_again(table: Table) -> None:
    left = {seat: table.look(seat) for seat in ("russia", "ukraine")}
    table.ask("back", "russia", day=7)
    table.ask("reply", "ukraine", wish=1, agree=True)
    assert table.look("ukraine")["choices"] == []
    (own,) = table.look("ukraine")["branches"]
    assert own == {"number": 1, "day": left["ukraine"]["day"], "count": 1, "last": left["ukraine"]["choices"][-1]["words"], "here": False}
    (other,) = table.look("russia")["branches"]
    assert (other["count"], other["last"]) == (2, left["russia"]["choices"][-1]["words"])
    table.choose("russia", "no-offer")
    assert table.ask("back", "ukraine", branch=1).json()["wish"]["branch"] == 1
    table.ask("reply", "russia", wish=2, agree=True)
    for seat in ("russia", "ukraine"):
        assert alike(table.look(seat), left[seat])
        assert [(one["number"], one["here"]) for one in table.look(seat)["branches"]] == [(1, True), (2, False)]
    assert "stands where branch 1 does already" in told(table.ask("back", "russia", branch=1), 409)


def test_nobody_sees_what_the_other_has_chosen_not_even_in_a_wish_or_a_branch(table: Table) -> None:
    table.ask("back", "ukraine", day=14)
    table.ask("reply", "russia", wish=1, agree=True)
    table.choose("ukraine", "civilian_targets")
    table.ask("back", "ukraine", branch=1)
    for seat, other in (("russia", "ukraine"), ("ukraine", "russia")):
        state = table.look(seat)
        assert {choice["party"] for choice in state["choices"]} == {seat}
        assert f" {other} " not in "".join(choice["text"] for choice in state["choices"])
        assert set(state["branches"][0]) == {"number", "day", "count", "last", "here"}
        assert set(state["wish"]) == {"number", "party", "day", "branch", "waits"}
        assert (state["decision"] or {"party": seat})["party"] == seat


def test_a_declined_wish_leaves_everything_as_it_is(table: Table) -> None:
    before = {seat: table.look(seat) for seat in ("russia", "ukraine")}
    table.ask("back", "ukraine", day=14)
    table.ask("reply", "russia", wish=1, agree=False)
    for seat, state in before.items():
        now = table.look(seat)
        assert alike(now, state)
        assert (now["number"], now["branches"], now["wish"]) == (state["number"], [], None)
        assert (now["ended"]["ended"], now["ended"]["who"], now["ended"]["party"]) == ("declined", "russia", "ukraine")


def test_a_wish_can_be_taken_back_and_the_game_waits_until_then(table: Table) -> None:
    table.ask("back", "ukraine", day=14)
    seen = table.look("russia")["version"]
    due = table.look("russia")["due"]
    assert "Somebody asks to go back; the game waits" in told(table.choose(due, "no-offer"), 409)
    assert "Only whoever has asked can take it back" in told(table.ask("withdraw", "russia", wish=1), 403)
    assert table.ask("withdraw", "ukraine", wish=1).json()["ended"]["ended"] == "withdrawn"
    later = table.ask("look", "russia", version=seen).json()
    assert (later["wish"], later["ended"]["ended"]) == (None, "withdrawn")
    assert table.choose(due, "no-offer").status_code == 200
    assert "not open any more" in told(table.ask("reply", "russia", wish=1, agree=True), 409)


def test_only_the_one_who_is_asked_answers_and_only_one_wish_is_open(table: Table) -> None:
    table.ask("back", "ukraine", day=14)
    assert "You have asked or answered already" in told(table.ask("reply", "ukraine", wish=1, agree=True), 409)
    assert "A request to go back is open already" in told(table.ask("back", "russia", day=7), 409)
    assert "sits in no seat" in told(table.ask("reply", wish=1, agree=True, token="x" * 22), 403)
    assert "sits in no seat" in told(table.ask("back", token=None, day=7), 403)


def test_a_late_choice_from_before_the_going_back_does_not_count(table: Table) -> None:
    number = table.look("ukraine")["number"]
    table.ask("back", "russia", day=7)
    table.ask("reply", "ukraine", wish=1, agree=True)
    table.choose("russia", "no-offer")
    assert "gone on in the meantime" in told(table.ask("choose", "ukraine", choice="14 ukraine offer truce", number=number), 409)


def test_who_sits_alone_goes_back_at_once(page: TestClient) -> None:
    opened = page.post("/api/games", json={**NEW, "party": "russia"}).json()
    at, seat = f"/api/games/{opened['code']}", {**TAB, "token": opened["token"]}
    assert page.post(f"{at}/choose", json={**seat, "choice": "7 russia offer no-offer", "number": 0}).status_code == 200
    state = page.post(f"{at}/back", json={**seat, "day": 7}).json()
    assert (state["wish"], state["choices"], state["ended"]["ended"], state["branches"][0]["count"]) == (None, [], "granted", 1)


@pytest.mark.parametrize(
    ("question", "wrong", "sentence"),
    [
        ("back", {}, "Name either the day to go back to or the branch"),
        ("back", {"day": 14, "branch": 1}, "and not both."),
        ("back", {"day": 7}, "day is 7, but should be one on which you have chosen: 14."),
        ("back", {"day": 14.0}, "day is 14.0, but"),
        ("back", {"day": True}, "day is true, but"),
        ("back", {"day": ["14"]}, 'day is ["14"], but'),
        ("back", {"day": "9" * 500}, "day is "),
        ("back", {"branch": 1}, "should be the number of a branch of this game: none yet."),
        ("back", {"branch": {"number": 1}}, "should be the number of a branch of this game"),
        ("withdraw", {}, "wish should be the number of the wish that is meant, but is null."),
        ("withdraw", {"wish": "1"}, 'wish should be the number of the wish that is meant, but is "1".'),
        ("reply", {"wish": [1], "agree": True}, "wish should be the number"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(stranger: Table, question: str, wrong: dict[str, Any], sentence: str) -> None:
    assert sentence in told(stranger.ask(question, "ukraine", **wrong), 422)


@pytest.fixture(scope="module")
def stranger(page: TestClient) -> Table:
    """A shared game for questions that change nothing."""
    found = Table(page)
    for seat, option in (("russia", "no-offer"), ("ukraine", "truce")):
        found.choose(seat, option)
    return found


def test_an_answer_is_yes_or_no(table: Table) -> None:
    table.ask("back", "ukraine", day=14)
    assert 'agree should be true or false, but is "yes".' in told(table.ask("reply", "russia", wish=1, agree="yes"), 422)
    assert table.look("russia")["wish"]["waits"] == ["russia"]


# Without a page


def begun(*choices: str) -> Shared:
    """A game of three in which this has been chosen."""
    found = Shared("code", BEGUN.after(()), 0.0)
    for party in BEGUN.parties:
        found.sit(party, 0.0)
    return played(found, *choices)


def played(game: Shared, *choices: str) -> Shared:
    """The same game after more choices."""
    for choice in choices:
        game.went_on(BEGUN.after((*game.choices, choice)))
    return game


def wish(game: Shared, party: str, day: int | None = None, branch: int | None = None) -> None:
    """A party asks."""
    game.wish(party, game.wanted(party, day, branch), game.moves, {name: {} for name in BEGUN.parties})


def gone_back(game: Shared, party: str, day: int | None = None, branch: int | None = None) -> Shared:
    """The same game after a party has asked and all others have agreed."""
    wish(game, party, day, branch)
    while game.wishes.open:
        game.reply(game.wishes.open.waits[0], game.wishes.open.number, True)
    return game


def test_of_three_all_others_have_to_agree() -> None:
    game = begun("7 russia offer no-offer", "14 ukraine offer truce")
    wish(game, "russia", 7)
    game.reply("us", 1, True)
    assert (game.choices[1:], game.wishes.open.waits) == (("14 ukraine offer truce",), ["ukraine"])
    game.reply("ukraine", 1, True)
    assert (game.choices, game.wishes.open) == ((), None)


def test_all_choices_of_the_day_fall_and_those_of_earlier_days_stay() -> None:
    game = begun("7 russia offer no-offer", "14 ukraine table yes", "14 russia table no", "21 ukraine offer truce")
    assert game.wanted("russia", 14, None).choices == ("7 russia offer no-offer",)
    assert game.wanted("ukraine", 21, None).choices == game.choices[:3]


def test_nobody_keeps_the_others_from_playing_by_asking_again_and_again() -> None:
    game = begun("7 russia offer no-offer")
    for number in range(1, TRIES + 1):
        wish(game, "russia", 7)
        game.reply("us", number, False)
    with pytest.raises(RefusedError, match="You have asked 3 times since the last choice"):
        wish(game, "russia", 7)
    game.went_on(BEGUN.after((*game.choices, "14 ukraine offer truce")))
    wish(game, "russia", 7)


def test_a_wish_counts_only_for_the_game_that_was_looked_at() -> None:
    game = begun("7 russia offer no-offer")
    wanted = game.wanted("russia", 7, None)
    game.went_on(BEGUN.after((*game.choices, "14 ukraine offer truce")))
    with pytest.raises(RefusedError, match="gone on in the meantime"):
        game.wish("russia", wanted, game.moves - 1, {})


def test_branches_are_limited_in_number_and_none_is_kept_while_nobody_chooses() -> None:
    game = begun()
    for _ in range(2 * BRANCHES):
        gone_back(played(game, "7 russia offer no-offer", "14 ukraine offer truce"), "ukraine", 14)
        gone_back(game, "russia", 7)
    numbers = [one.number for one in game.wishes.branches]
    assert numbers == list(range(BRANCHES + 1, 2 * BRANCHES + 1))
    for number in numbers[-2:]:
        gone_back(game, "us", branch=number)
    assert [one.number for one in game.wishes.branches] == numbers


@pytest.mark.parametrize("ask", [lambda game: gone_back(game, "ukraine", 14), lambda game: gone_back(game, "ukraine", branch=1), lambda game: game])
def test_nobody_can_tell_by_the_branches_what_another_has_chosen_in_secret(ask: Callable[[Shared], Shared]) -> None:
    seen = []
    for secret in ("keep", "denounce"):
        game = begun("14 ukraine conduct keep", "15 russia conduct keep")
        played(gone_back(game, "ukraine", 14), "14 ukraine conduct keep", f"15 russia conduct {secret}")
        seen.append((going_back(ask(game), "ukraine"), game.version, game.at))
    assert seen[0] == seen[1]
