"""Where a calibration keeps what it has seen, so that it goes on where it stopped: a block is there whole, or not at all."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np

from sim.calibration.screening import Screening
from sim.calibration.waves import Block, Seen
from sim.scenario import ScenarioError
from sim.scenario.complaining import listed

MANIFEST, BLOCKS = "manifest.json", "blocks"


def manifest(screening: Screening, version: str) -> dict[str, Any]:
    """Everything that the numbers of a calibration depend on; what the scenario says of parameters that are varied is not among it."""
    varied = {prior.name: prior.low for prior in screening.priors}
    return {
        "version": version,
        "scenario": screening.scenario.set_all(varied).digest,
        "targets": digest(screening.targets),
        "priors": digest(screening.priors),
        "signs": digest(screening.signs),
        "seed": screening.seed,
        "plan": [list(wave) for wave in screening.plan],
        "check": screening.check,
        "spread": screening.spread,
    }


def digest(entries: Any) -> str:
    """SHA-256 of targets or priors, without what is only words."""
    essence = [{key: value for key, value in dataclasses.asdict(one).items() if key not in ("what", "source", "note", "unit")} for one in entries]
    return hashlib.sha256(json.dumps(essence, sort_keys=True).encode()).hexdigest()


class Store:
    """The blocks of one calibration in a folder."""

    def __init__(self, folder: Path, screening: Screening, version: str) -> None:
        """Open a folder, new or of the same calibration by the same version. Raises ScenarioError for a folder that holds another."""
        self.folder = folder
        (folder / BLOCKS).mkdir(parents=True, exist_ok=True)
        wanted, file = manifest(screening, version), folder / MANIFEST
        if file.exists():
            found = self.read(file)
            differ = [name for name in wanted if found.get(name) != wanted[name]]
            if differ:
                raise ScenarioError(
                    f"{folder} holds another calibration: {listed(differ)} differ. Name another folder with --out, or remove this one."
                )
        else:
            appear(file, (json.dumps(wanted, indent=2) + "\n").encode())

    def read(self, file: Path) -> dict[str, Any]:
        """The manifest of a folder."""
        try:
            found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            raise ScenarioError(f"{file} is not a manifest of a calibration. Name another folder with --out, or remove this one.") from None
        return found

    def path(self, block: Block) -> Path:
        """The file of a block."""
        return self.folder / BLOCKS / f"wave-{block.wave}-{block.number:04}.npy"

    def stored(self, block: Block) -> Seen | None:
        """What was seen of a block, if it was finished."""
        try:
            value, error = np.load(self.path(block), allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        return Seen(block.places, value, error) if len(value) == len(block.places) else None

    def keep(self, block: Block, seen: Seen) -> None:
        """Keep a finished block."""
        unfinished = self.path(block).with_suffix(f".{os.getpid()}")
        with unfinished.open("wb") as file:
            np.save(file, np.stack([seen.value, seen.error]))
        os.replace(unfinished, self.path(block))


def appear(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
