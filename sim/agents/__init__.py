"""The parties: belligerents, mediator, allies. Who knows, decides and learns what; the formulas are in ``sim.rules``.

Every state is an array with one entry per run, and is only ever replaced as a whole, by ``become``.
"""

from sim.agents.belligerent import ATTACKER, DEFENDER, Belligerent
from sim.agents.mediator import NO_MEDIATOR, Mediator
from sim.agents.party import Ally, Party

__all__ = ["ATTACKER", "DEFENDER", "NO_MEDIATOR", "Ally", "Belligerent", "Mediator", "Party"]
