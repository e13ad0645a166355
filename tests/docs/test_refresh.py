"""Shown outputs are brought up to date, and what needs a person is left to one."""

from __future__ import annotations

from pathlib import Path

from tests.docs.refresh import refresh

PAGE = """# Fruit

```console
$ echo 3.5 apples and 20 pears
3.1 apples  and ... pears
$ echo one plum
two plums
```

```pycon
>>> 7 + 12
18
```
"""


def test_numbers_are_renewed_and_words_are_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "fruit.md"
    page.write_text(PAGE, encoding="utf-8")
    left = refresh(page)
    assert page.read_text(encoding="utf-8") == PAGE.replace("3.1", "3.5").replace("\n18\n", "\n19\n")
    assert left == [f"{page}: more than numbers differs from\ntwo plums\n"]


def test_a_command_that_fails_is_named(tmp_path: Path) -> None:
    page = tmp_path / "fruit.md"
    page.write_text("```console\n$ exit 3\n```\n", encoding="utf-8")
    (said,) = refresh(page)
    assert "exit 3" in said
