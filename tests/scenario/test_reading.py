"""Reading: guards before anything costs, and a place for every complaint."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.complaining import Place, ScenarioError
from sim.scenario.reading import SIZE_LIMIT, Reader, decode, read
from sim.scenario.scalars import intended, meaning
from sim.scenario.tree import NODES_LIMIT, UNKNOWN, plain


def said(text: str) -> list[str]:
    """Everything that reading a text complains about."""
    try:
        return [str(complaint) for complaint in read(text, "a.yaml").complaints]
    except ScenarioError as fault:
        return fault.sentences


def values(text: str) -> object:
    return plain(read(text, "a.yaml").root)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("007", 7),
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-0.25", -0.25),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
    ],
)
def test_a_plain_word_is_a_number_a_truth_or_nothing(word: str, value: object) -> None:
    found = meaning(word)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "word", ["no", "off", "yes", "True", "Null", "12:30", "0x10", "0o17", "1_000", ".nan", ".inf", "2025-04-22", "e5", "1e", "٣"]
)
def test_every_other_plain_word_stays_text(word: str) -> None:
    assert meaning(word) == word


def test_a_number_of_thousands_of_digits_costs_nothing() -> None:
    assert meaning("9" * 10_000) == float("inf")


def test_words_in_quotes_are_text() -> None:
    assert values("""a: '12'\nb: "true"\nc: ''\nd: |\n  3\n""") == {"a": "12", "b": "true", "c": "", "d": "3\n"}


@pytest.mark.parametrize(
    ("text", "number"), [("0,5", 0.5), ("5%", 0.05), ("1_000", 1000), (" 5 % ", 0.05), ("abc", None), ("true", None), ("", None)]
)
def test_a_text_may_be_meant_as_a_number(text: str, number: float | None) -> None:
    assert intended(text) == number


def test_every_key_and_value_knows_its_place() -> None:
    trust = read("parties:\n  russia: {role: attacker, trust: 0.5}\n", "a.yaml").root.at("parties", "russia", "trust")
    assert trust is not None
    assert (trust.key, trust.place) == (Place("a.yaml", 2, 28), Place("a.yaml", 2, 35))


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfa: 1", "a.yaml") == "a: 1"


def test_a_key_given_twice_is_said_with_both_places() -> None:
    assert said("x: {a: 1,\n  b: 2, a: 3}") == ["a.yaml:2:9: x.a is given twice; the first is in line 1, column 5."]


def test_of_a_key_given_twice_the_first_counts() -> None:
    assert values("a: 1\na: 2") == {"a": 1}


def test_every_duplicate_is_said_at_once() -> None:
    assert len(said("a: 1\na: 2\nb: 1\nb: 2\na: 3")) == 3


def test_a_tag_is_refused() -> None:
    assert said("a: !!python/object:os.system 1") == [
        "a.yaml:1:4: tags (tag:yaml.org,2002:python/object:os.system) are not allowed in a scenario; leave it out."
    ]


def test_an_anchor_is_refused() -> None:
    assert said("a: &x 1") == ["a.yaml:1:4: anchors (&x) are not allowed in a scenario; leave it out."]


def test_an_alias_is_refused_and_not_followed() -> None:
    reading = read("a: &x [1]\nb: *x\nc: [*x, 2]", "a.yaml")
    assert [str(complaint) for complaint in reading.complaints][1] == "a.yaml:2:4: aliases (*x) are not allowed in a scenario; write the value out."
    assert reading.root.value["b"].value is UNKNOWN
    assert plain(reading.root) == {"a": [1], "c": [2]}


def test_a_merge_key_is_refused_and_not_followed() -> None:
    assert said("a: {<<: {b: 1}}") == ["a.yaml:1:5: merge keys (<<) are not allowed in a scenario; `extends` takes over a whole scenario."]
    assert values("a: {<<: {b: 1}, c: 2}") == {"a": {"c": 2}}


def test_a_key_that_is_no_word_is_refused() -> None:
    assert said("1: a\nnull: b\ntrue: c") == [
        "a.yaml:1:1: the key '1' should be a word.",
        "a.yaml:2:1: the key 'null' should be a word.",
        "a.yaml:3:1: the key 'true' should be a word.",
    ]


def test_a_word_that_other_readers_take_for_a_truth_is_a_good_key() -> None:
    assert values("no: 1\n'1': 2") == {"no": 1, "1": 2}


@pytest.mark.parametrize("text", ["? [a, b]\n: 1", "? {a: 1}\n: 1", "*a : 1"])
def test_a_key_that_is_a_collection_is_refused(text: str) -> None:
    assert "a key should be a word, not a list, a mapping or an alias." in said(text)[-1]


def test_a_key_without_a_value_is_not_taken_for_null() -> None:
    assert said("days:\ntitle: a") == [
        "a.yaml:1:1: days has no value; give it one, leave the line out, or write null to take away what is inherited."
    ]


def test_a_list_item_without_a_value_is_refused() -> None:
    assert said("events:\n  -\n  - a") == [
        "a.yaml:2:4: events[1] has no value; give it one, leave the line out, or write null to take away what is inherited."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a.yaml:1:1: the file is empty; write at least a title and what it extends."),
        ("# nothing\n", "a.yaml:2:1: the file is empty; write at least a title and what it extends."),
        ("[1, 2]", "a.yaml:1:1: a scenario is made of lines `key: value`, but this is something else."),
        ("just words", "a.yaml:1:1: a scenario is made of lines `key: value`, but this is something else."),
        ("a: 1\n---\nb: 2", "a.yaml:2:1: a second document starts here, but a scenario file holds one."),
        ("a:\n\tb: 1", "a.yaml:2:1: a value cannot start with this character; indent with spaces, not with tabs, and put text in quotes."),
        ("a: b: c", "a.yaml:1:5: there is a second ':' in this line; put the text in quotes, or check the indentation."),
        ("a: 'x", "a.yaml:1:4: a quotation mark or a bracket is not closed."),
        ("a: 1\nb: [1, 2", "a.yaml:2:4: a bracket is not closed, or a comma is missing."),
        ("a: {b: 1", "a.yaml:1:4: a bracket is not closed, or a comma is missing."),
        ("a:\n  b: 1\n c: 2", "a.yaml:3:2: the indentation does not fit the lines above."),
        ("a: 1\nb\nc: 1", "a.yaml:2:1: a key without a ':' after it."),
        ("a: ]", "a.yaml:1:4: a value is missing here."),
        ("%FOO\n%YAML 9.9\n---\na: 1", "a.yaml:2:1: this is not readable as YAML: found incompatible YAML document (version 1.* is required)."),
        ('a: "\\UFFFFFFFF"', "a.yaml:1:7: there is a number here that cannot be read."),
        ("%YAML 1." + "1" * 5000 + "\n---\na: 1", "a.yaml:1:9: there is a number here that cannot be read."),
        ('a: "\\ud800"', "a.yaml:1:4: there is half a character (a surrogate) in this text."),
        ("a: 1\nb: \x07", "a.yaml:2:4: the character U+0007 cannot be in a scenario file."),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text: str, sentence: str) -> None:
    assert said(text) == [sentence]


def test_what_was_wrong_before_reading_stopped_is_said_too() -> None:
    assert len(said("a: 1\na: 2\nb: 'x")) == 2


def test_a_flood_of_faults_stops_the_reading() -> None:
    found = said("\n".join(f"{number}: a" for number in range(1000)))
    assert len(found) == 51
    assert found[-1].endswith("there is too much wrong to read on.")


def test_nesting_is_refused_at_the_level_where_it_is_too_deep() -> None:
    assert said("a: " + "[" * 19 + "1" + "]" * 19) == ["a.yaml:1:23: this is nested deeper than 20 levels."]
    assert said("a: " + "[" * 18 + "1" + "]" * 18) == []


@pytest.mark.parametrize("bomb", ["a: " + "[" * 200_000, "- " * 200_000, "? " * 200_000, "{a: " * 100_000, "a: " + "[a, " * 100_000])
def test_a_deep_bomb_is_refused_after_a_few_nodes(bomb: str) -> None:
    reader = Reader(bomb, "a.yaml")
    with pytest.raises(ScenarioError):
        reader.document()
    assert reader.nodes <= 41


def test_a_wide_file_is_refused_at_its_limit() -> None:
    reader = Reader("a: [" + "b," * 30_000 + "]", "a.yaml")
    with pytest.raises(ScenarioError, match="the file holds more than 20,000 keys and values"):
        reader.document()
    assert reader.nodes == NODES_LIMIT + 1


def test_a_billion_laughs_are_never_built() -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 10)]
    reader = Reader("\n".join(lines), "a.yaml")
    reader.document()
    assert reader.nodes < 100
    assert len(reader.complaints) == 46


def test_a_bomb_of_merge_keys_is_never_built() -> None:
    lines = ["a0: &a0 {k0: 0}"] + [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: 0}}" for n in range(1, 9)]
    reader = Reader("\n".join(lines), "a.yaml")
    reader.document()
    assert reader.nodes < 100


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"^a\.yaml: the file has more than 1,000,000 bytes, too large for a scenario\.$"):
        decode(b"a" * (SIZE_LIMIT + 1), "a.yaml")


def test_a_file_that_is_not_utf_8_is_refused_where_it_stops_being_so() -> None:
    with pytest.raises(ScenarioError, match=r"^a\.yaml:2:5: the file is not UTF-8 text; save it as UTF-8\.$"):
        decode("a: 1\nb: \u00e9".encode() + "\u00e9".encode("latin-1"), "a.yaml")


@given(st.text())
def test_no_text_makes_reading_fail_in_any_other_way(text: str) -> None:
    said(text)


YAML_PIECES = st.sampled_from(
    [*list("ab:-?[]{},&*!|>'\"%@#\n\t ~1.\\"), "a: ", "- ", "<<: ", "---\n", "\n  ", "&a ", "*a", "!!str ", '"\\U', "\ufeff", "\u2028"]
)


@given(st.lists(YAML_PIECES, max_size=40).map("".join))
def test_no_heap_of_punctuation_makes_reading_fail_in_any_other_way(text: str) -> None:
    said(text)


@given(st.binary())
def test_no_bytes_make_decoding_fail_in_any_other_way(content: bytes) -> None:
    with contextlib.suppress(ScenarioError):
        decode(content, "a.yaml")
