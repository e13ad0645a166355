"""Puts today's numbers into the shown outputs of documents: python -m tests.docs.refresh [PAGE]...

For a change that is meant to move numbers. Where more than numbers differs the place is named and left to you, and so are all sentences:
read those near every output that has changed.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

from tests.docs.markdown import DOCUMENTS, Block, agrees, blocks, mended, text_of
from tests.docs.test_documents import Reader, name


class Refresher(Reader):
    """A reader who takes down what is no longer as shown, and reads on."""

    def __init__(self, page: Path, folder: Path) -> None:
        super().__init__(page, folder)
        self.fresh, self.left = "", list[str]()

    def renewed(self, block: Block) -> str:
        """A block as it should be shown from now on."""
        self.fresh = block.text
        try:
            self.follow(block)
        except AssertionError as fault:
            self.left.append(str(fault))
        return self.fresh

    def finds(self, shown: str, real: str) -> bool:
        """Take it as found, but take down the numbers of today."""
        if not agrees(shown, real):
            found = mended(shown, real)
            self.fresh = self.fresh.replace(shown, found or shown, 1)
            if found is None:
                self.left.append(f"more than numbers differs from\n{shown}")
        return True


def refresh(page: Path) -> list[str]:
    """Rewrite a page. Returns what is left to do by hand."""
    text = text_of(page)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        reader = Refresher(page, Path(folder))
        for block in blocks(page):
            if block.language != "sh" and block.can_be_followed:
                text = text.replace(block.text, reader.renewed(block), 1)
    page.write_text(text, encoding="utf-8")
    return [f"{name(page)}: {sentence}" for sentence in reader.left]


def main() -> None:
    """Refresh the pages that are named, or all."""
    for page in [Path(word).resolve() for word in sys.argv[1:]] or DOCUMENTS:
        print("\n".join([f"{name(page)}: read", *refresh(page)]))


if __name__ == "__main__":
    sys.exit(main())
