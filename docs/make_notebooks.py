"""Runs the notebooks and stores what they show: python docs/make_notebooks.py [NAME ...]

Needs nbclient, nbformat and ipykernel. Nothing is stored of when or how long a cell ran, so the same cells make the same files.
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from PIL import Image

FOLDER = Path(__file__).parent / "notebooks"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
SECONDS = 120
WIDE, COLOURS = 1000, 64  # pixels across and colours of a picture that is stored
PNG = "image/png"


def notebooks() -> list[Path]:
    """The notebooks, in the order of their names."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path, folder: Path) -> Any:
    """A notebook as it is after running all its cells in a folder, with nothing in it that depends on the machine or the hour: no warnings either."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=SECONDS, kernel_name=KERNEL["name"], resources={"metadata": {"path": str(folder)}}, record_timing=False
    ).execute()
    for cell in notebook.cells:
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    return notebook


def light(notebook: Any) -> Any:
    """A notebook whose pictures weigh little: smaller, and of few colours, of which they have few anyway."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if PNG in output.get("data", {}):
                output.data[PNG] = lighter(output.data[PNG])
    return notebook


def lighter(picture: str) -> str:
    """The same of one picture, in base 64."""
    drawn = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
    small = drawn.resize((WIDE, round(drawn.height * WIDE / drawn.width)), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(target, format="png", optimize=True)
    return base64.b64encode(target.getvalue()).decode()


def main(names: list[str]) -> None:
    """Run and store."""
    for path in [path for path in notebooks() if not names or path.stem in names]:
        with tempfile.TemporaryDirectory() as folder:
            nbformat.write(light(executed(path, Path(folder))), path)
        print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
