"""Draws the gallery: python plots/make.py

Every other Python file of this folder is a recipe: its docstring says what the figure is for, and ``draw`` returns it. The picture lies
beside the recipe, and README.md shows them all.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from matplotlib.figure import Figure

from sim import charts

FOLDER = Path(__file__).parent
PAGE = FOLDER / "README.md"
HEAD = """# Gallery

One recipe per figure, made by `python plots/make.py`. Each title is worked out from the numbers of the runs it shows; none is a forecast.
The folders that `parley run`, `story` and `compare` write beside these are not kept in the repository: the same command with the same seed
makes the same files.
"""


def recipes() -> list[Path]:
    """The recipes, in the order of the gallery."""
    return sorted(path for path in FOLDER.glob("*.py") if path.name != Path(__file__).name)


def recipe(path: Path) -> ModuleType:
    """A recipe, read from its file."""
    spec = importlib.util.spec_from_file_location(f"plots_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entry(path: Path, figure: Figure) -> str:
    """What the page says about a figure."""
    about = " ".join((recipe(path).__doc__ or "").split())
    name = path.stem.split("_", 1)[1].replace("_", " ")
    return f"## {name.capitalize()}\n\n![{charts.finding(figure)}]({path.stem}.png)\n\n{about} Recipe: `plots/{path.name}`.\n"


def main() -> None:
    """Draw every figure, and write the page."""
    entries = []
    for path in recipes():
        figure = recipe(path).draw()
        charts.save(figure, FOLDER / f"{path.stem}.png")
        entries.append(entry(path, figure))
        print(f"{path.stem}.png: {charts.finding(figure)}")
    PAGE.write_text("\n".join([HEAD, *entries]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
