"""The model as a conventional Mesa program: one model object a run, one plain number a state.

Written from the specification alone, it shares no line with the package. It has two uses: an independent oracle, whose outcome shares
must agree with the package's within Monte Carlo error, and the slow side of the benchmark. It takes a complete scenario, as
`yaml.safe_load` gives it for scenarios/baseline.yaml, without scheduled events.

    python benchmarks/scalar_peer.py [--runs 2000] [--seed 1] [--scenario scenarios/baseline.yaml]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from math import exp, log, prod
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any

import mesa
import yaml

OUTCOMES = ["no deal", "limited deals only", "short truces only"]
OUTCOMES += ["ceasefire broke down", "ceasefire holding", "settlement broke down", "settlement holding"]
LONGEST_SHORT_TRUCE = 7
NO_MEDIATOR: dict[str, Any] = {"lean": 0.5, **{name: defaultdict(float) for name in ("leverage", "credulity", "candour")}}
NO_MEDIATOR |= dict.fromkeys(("bias", "drift", "offer", "reject", "violation", "denounce", "aid", "cut", "after_exit"), 0.0)


def clip(x: float) -> float:
    return 0.0 if x < 0 else 1.0 if x > 1 else x


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


class Rung:
    """One rung of the ladder of agreements; `days` is None for an open end."""

    def __init__(self, name: str, height: int, it: dict[str, Any]) -> None:
        self.name, self.height = name, height
        self.coverage, self.weight, self.monitoring, self.relief = it["coverage"], it["weight"], it["monitoring"], it["relief"]
        self.days: int | None = None if it["days"] == "open" else it["days"]
        self.bargained = it.get("terms") == "bargained"

    @property
    def kind(self) -> str:
        if self.bargained:
            return "settlement"
        if self.coverage < 1:
            return "limited deal"
        return "ceasefire" if self.days is None or self.days > LONGEST_SHORT_TRUCE else "short truce"


class Ally(mesa.Agent):
    """Arms and guarantees the defender, sanctions the attacker, replaces part of what the mediator withholds."""

    def __init__(self, model: Talks, it: dict[str, Any]) -> None:
        super().__init__(model)
        self.aid, self.backfill, self.guarantee, self.sanctions = it["aid"], it["backfill"], it["guarantee"], it["sanctions"]


class Mediator(mesa.Agent):
    """Presses both, blames one or the other, loses patience, and walks away. Without one in the scenario it never engages."""

    def __init__(self, model: Talks, it: dict[str, Any] | None) -> None:
        super().__init__(model)
        self.present = self.engaged = it is not None
        self.numbers = it or NO_MEDIATOR
        self.blame: float = self.numbers["lean"]  # the share it puts on the defender
        self.impatience, self.credibility = 0.0, 1.0
        self.left: int | None = None
        self.deadlines_passed = 0
        self.pushes: list[tuple[Belligerent, float]] = []
        self.aid_after_exit = self.numbers["aid"] * self.numbers["after_exit"]

    @property
    def urgency(self) -> float:
        return self.impatience * self.credibility if self.engaged else 0.0

    @property
    def aid_now(self) -> float:
        if not self.engaged:
            return self.aid_after_exit
        return self.numbers["aid"] * (1 - self.numbers["cut"] * self.urgency * self.blame)

    def share_moved(self, party: Belligerent, size: float) -> float:
        """The share of the other side's blame that a push of this size moves onto the party."""
        return clip(size * (1 - self.numbers["bias"] if party.attacks else 1 + self.numbers["bias"]))

    def fall(self, party: Belligerent, deed: str) -> float:
        """How far blame would move onto the party for a deed."""
        return self.share_moved(party, self.numbers[deed]) * (self.blame if party.attacks else 1 - self.blame)

    def push(self, party: Belligerent, size: float) -> None:
        """Note blame for the party; it is settled at the end of the day."""
        if self.present:
            self.pushes.append((party, size))

    def settle_blame(self) -> None:
        """All pushes act together from where blame stood."""
        on_defender = 1 - prod(1 - self.share_moved(party, size) for party, size in self.pushes if not party.attacks)
        on_attacker = 1 - prod(1 - self.share_moved(party, size) for party, size in self.pushes if party.attacks)
        self.pushes.clear()
        self.blame += on_defender * (1 - self.blame) - on_attacker * self.blame

    def lose_patience(self, day: int, calm: bool, agreed: bool, dice: Random) -> None:
        """Impatience grows or recovers; at the deadline the mediator leaves or loses credibility."""
        it = self.numbers
        if not self.engaged:
            return
        self.impatience = clip(self.impatience + (-1 if calm else 1) / it["deadline"] - it["progress"] * agreed)
        if self.impatience < 1:
            return
        if dice.random() < it["enforce"]:
            self.engaged, self.left = False, day
        else:
            self.deadlines_passed += 1
            self.credibility *= 1 - it["bluff"]
            self.impatience = it["reset"]


class Belligerent(mesa.Agent):
    """Fights, weighs every rung against fighting on, offers, answers, and may break what it signed."""

    model: Talks
    other: Belligerent  # the model introduces the two to each other

    def __init__(self, model: Talks, name: str, it: dict[str, Any], red_line: dict[str, Any] | None) -> None:
        super().__init__(model)
        self.name, self.numbers, self.attacks, self.dice = name, it, it["role"] == "attacker", model.dice
        self.mediator = model.mediator
        self.leverage, self.credulity, self.candour = (self.mediator.numbers[word][name] for word in ("leverage", "credulity", "candour"))
        self.resources: float = it["resources"]
        self.resolve: float = it["resolve"]
        self.optimism: float = it["optimism"]
        self.kept, self.broken = it["trust"] * it["trust_weight"], (1 - it["trust"]) * it["trust_weight"]
        self.rho = max(-log(1 - it["time_pressure"]) / 30, 1e-9)
        self.red_line = red_line or {"blocks": [], "worth": 0, "hazard": 0}
        self.red_line_stands = red_line is not None
        self.blocked = [rung for rung in model.rungs if rung.name in self.red_line["blocks"]]
        self.counts: Counter[str] = Counter()

    @property
    def trust(self) -> float:
        return self.kept / (self.kept + self.broken)

    def fight(self, intensity: float, aid: float) -> None:
        it = self.numbers
        self.resources += it["mobilisation"] * it["resources"] - it["attrition"] * self.resources * intensity + aid
        self.resources *= exp(self.model.front["noise"] * intensity * self.dice.gauss(0, 1))

    def fade_optimism(self, intensity: float) -> None:
        self.optimism *= 1 - (self.model.front["learning"] * intensity + self.candour * self.mediator.engaged)

    def weigh(self) -> None:
        """What war, a pause and betrayal are worth today; every rung's advantage is made of these."""
        model, mediator, it, other = self.model, self.mediator, self.numbers, self.other.numbers
        mu = model.front["mobility"]
        bleeding = (it["attrition"] + other["attrition"]) / 2
        swing = model.swing * mu / ((self.rho + bleeding) * (self.rho + mu))
        if self.attacks:
            held, prospects, blame, sanctions = model.held, model.prospects, 1 - mediator.blame, model.sanctions
        else:
            held, prospects, blame, sanctions = 1 - model.held, 1 - model.prospects, mediator.blame, 0
        cliff = 0.0
        if mediator.engaged:
            aid_lost = (mediator.aid_now - mediator.aid_after_exit) * (1 - model.backfill)
            cliff = (1 if self.attacks else -1) * mediator.impatience * swing * aid_lost / model.defender.resources
        self.stakes = self.leverage * mediator.urgency
        self.pressure = self.stakes * blame
        self.cost = it["war_cost"] + self.pressure + sanctions
        self.momentum = (clip(prospects + self.optimism) - held) * mu / (mu + self.rho) + cliff
        self.war = held + self.momentum - self.cost
        self.rearm = swing * (it["attrition"] - other["attrition"])
        self.betrayal = (1 - self.trust) * (1 - model.guarantee) * it["exposure"]

    def reservation(self, resolve: float) -> float:
        return self.war + self.betrayal + resolve + self.numbers["war_economy"]

    def surplus_share(self, surplus: float) -> float:
        return surplus * self.other.rho / (self.rho + self.other.rho) if surplus > 0 else surplus

    def advantage(self, rung: Rung) -> float:
        """The advantage of signing the rung over fighting on."""
        if rung.bargained:
            return self.surplus_share(1 - self.reservation(self.resolve) - self.other.reservation(self.other.resolve))
        return self.keep(rung) - rung.weight * self.resolve

    def keep(self, rung: Rung) -> float:
        """The advantage of keeping the rung once it is signed: resolve has been paid for."""
        if rung.bargained:
            return self.surplus_share(1 - self.reservation(0) - self.other.reservation(0))
        balance = rung.coverage * (self.rearm - self.momentum - self.betrayal)
        return rung.relief[self.name] * self.cost + balance - rung.weight * self.numbers["war_economy"]

    def fall(self, deed: str) -> float:
        return self.mediator.fall(self, deed)

    def rules_out(self, rung: Rung) -> bool:
        return self.red_line_stands and rung in self.blocked

    def chance_to_accept(self, rung: Rung) -> float:
        if self.rules_out(rung):
            return 0.0
        return logistic(self.model.precision * (self.advantage(rung) + self.stakes * self.fall("reject") * rung.weight))

    def accepts(self, rung: Rung) -> bool:
        """Answer; a refusal costs blame."""
        accepted = self.dice.random() < self.chance_to_accept(rung)
        if not accepted:
            self.mediator.push(self, self.mediator.numbers["reject"] * rung.weight)
        return accepted

    def worth_of_offering(self, rung: Rung | None) -> float:
        if rung is None:
            return 0.0
        yes = self.other.chance_to_accept(rung)
        blame_on_other = self.credulity * self.other.fall("offer") + (1 - yes) * self.other.fall("reject")
        return yes * self.advantage(rung) + self.stakes * blame_on_other * rung.weight

    def choose_offer(self, rungs: list[Rung]) -> Rung | None:
        """Pick a rung, or None to hold out, by the logit rule."""
        options = [None, *(rung for rung in rungs if not self.rules_out(rung))]
        worths = [self.worth_of_offering(rung) for rung in options]
        best = max(worths)
        return self.dice.choices(options, [exp(self.model.precision * (worth - best)) for worth in worths])[0]

    def violates(self, rung: Rung) -> bool:
        truces = self.model.truces
        risk = rung.monitoring * self.stakes * self.fall("violation")
        accident = self.dice.random() < truces["accident"] * (1 - rung.monitoring / 2)
        deliberate = self.dice.random() < truces["tempo"] * logistic(-self.model.precision * (self.keep(rung) + risk))
        return accident or deliberate

    def denounces(self, rung: Rung) -> bool:
        risk = self.stakes * self.fall("denounce")
        return self.dice.random() < self.model.truces["review"] * logistic(-self.model.precision * (self.keep(rung) + risk))

    def red_line_falls(self) -> bool:
        if not self.red_line_stands:
            return False
        gain = self.pressure + max((self.other.chance_to_accept(rung) * self.advantage(rung) for rung in self.blocked), default=0)
        return self.dice.random() < self.red_line["hazard"] * logistic(self.model.precision * (gain - self.red_line["worth"]))


class Talks(mesa.Model):
    """One run: two belligerents, perhaps a mediator, any number of allies. A step is a day."""

    def __init__(self, scenario: dict[str, Any], seed: int) -> None:
        super().__init__(rng=int(seed))
        if any(party.get("strategy") for party in scenario["parties"].values()):
            raise ValueError("the scalar peer knows no strategies: take them out of the scenario")
        if scenario.get("events"):
            raise ValueError("the scalar peer knows no scheduled events: take them out of the scenario")
        self.dice = Random(int(seed))
        self.front, self.truces = scenario["front"], scenario["truces"]
        self.talks_every, self.precision = scenario["talks"]["every"], scenario["talks"]["precision"]
        self.atrocity = (scenario.get("shocks") or {}).get("atrocity")
        self.rungs = [Rung(name, height, it) for height, (name, it) in enumerate(scenario["agreements"].items())]
        self.held: float = self.front["held"]
        self.create_parties(scenario["parties"], scenario.get("red_lines") or {})
        self.day = 0
        self.rung: Rung | None = None  # the agreement in force
        self.signed: Rung | None = None  # the agreement signed today
        self.expires: int | None = None
        self.began = 0
        self.endings: list[tuple[str, int, str]] = []  # rung, days in force, how it ended
        self.first: dict[str, int] = {}
        self.times: Counter[str] = Counter()
        self.renewed: Counter[str] = Counter()
        self.days_at_peace = self.ceasefires = self.spell = self.longest_ceasefire = self.tables = 0
        self.red_line_dropped: int | None = None
        self.direct_talks: int | None = None
        self.terms: float | None = None

    def create_parties(self, parties: dict[str, dict[str, Any]], red_lines: dict[str, dict[str, Any]]) -> None:
        names = {role: [name for name, it in parties.items() if it["role"] == role] for role in ("attacker", "defender", "mediator")}
        self.mediator = Mediator(self, parties[names["mediator"][0]] if names["mediator"] else None)
        self.attacker, self.defender = (
            Belligerent(self, name, parties[name], red_lines.get(name)) for name in (names["attacker"][0], names["defender"][0])
        )
        self.attacker.other, self.defender.other = self.defender, self.attacker
        self.belligerents = [self.attacker, self.defender]
        allies = [Ally(self, it) for it in parties.values() if it["role"] == "ally"]
        self.allies_aid = sum(ally.aid for ally in allies)
        self.backfill = min(1.0, sum(ally.backfill for ally in allies))
        self.guarantee = 1 - prod(1 - ally.guarantee for ally in allies)
        self.sanctions = sum(ally.sanctions for ally in allies)

    def step(self) -> None:
        """One day. All decide on the state after the fighting; what the others did is learned at the end of the day."""
        self.day += 1
        coverage = self.rung.coverage if self.rung else 0.0
        self.shock(coverage)
        self.fight(1 - coverage)
        for party in self.belligerents:
            party.weigh()
        falling = [party for party in self.belligerents if party.red_line_falls()]
        self.signed = None
        self.talk()
        self.hold_table()
        violators = self.police()
        self.learn(coverage == 1, falling)
        if coverage == 1:
            self.spell += 1
            self.ceasefires += self.spell == 1
            self.longest_ceasefire = max(self.longest_ceasefire, self.spell)
            self.days_at_peace += not violators
        else:
            self.spell = 0

    def shock(self, coverage: float) -> None:
        if self.atrocity and self.dice.random() < self.atrocity["hazard"] * (1 - coverage):
            self.defender.broken += self.atrocity["broken"]
            self.defender.resolve = min(1.0, self.defender.resolve + self.atrocity["resolve"])
            self.mediator.push(self.attacker, self.atrocity["blame"])
            self.mediator.settle_blame()

    def fight(self, intensity: float) -> None:
        from_mediator = self.mediator.aid_now
        self.attacker.fight(intensity, 0)
        self.defender.fight(intensity, from_mediator + self.allies_aid + self.backfill * (self.mediator.numbers["aid"] - from_mediator))
        m = self.front["decisiveness"]
        attacking, defending = self.attacker.resources**m, self.defender.resources**m
        self.prospects = attacking / (attacking + defending)
        self.swing = m * self.prospects * (1 - self.prospects)
        self.held += self.front["mobility"] * intensity * (self.prospects - self.held)
        for party in self.belligerents:
            party.fade_optimism(intensity)

    def talk(self) -> None:
        """The attacker offers at the first, third, ... talk, the defender at the others."""
        if self.day % self.talks_every:
            return
        party = self.attacker if self.day // self.talks_every % 2 else self.defender
        rung = party.choose_offer([rung for rung in self.rungs if self.rung is None or rung.height > self.rung.height])
        if rung is None:
            return
        party.counts["offers"] += 1
        party.counts["cynical_offers"] += party.advantage(rung) < 0
        self.direct_talks = self.direct_talks or self.day
        self.mediator.push(party.other, party.credulity * self.mediator.numbers["offer"] * rung.weight)
        if party.other.accepts(rung):
            party.other.counts["accepted"] += 1
            self.sign(rung)

    def hold_table(self) -> None:
        """The mediator puts its proposal to both at once."""
        if not self.mediator.engaged or self.day % self.mediator.numbers["table_every"]:
            return
        rung = next(rung for rung in self.rungs if rung.name == self.mediator.numbers["table"])
        if any(standing and standing.height >= rung.height for standing in (self.rung, self.signed)):
            return
        self.tables += 1
        answers = [party.accepts(rung) for party in self.belligerents]
        for party, yes in zip(self.belligerents, answers, strict=True):
            party.counts["table_yes"] += yes
            party.counts["accepted"] += yes
        if all(answers):
            self.sign(rung)

    def sign(self, rung: Rung) -> None:
        """It takes effect tomorrow, in place of whatever is in force."""
        self.signed = rung
        self.first.setdefault(rung.name, self.day)
        self.times[rung.name] += 1
        if rung.bargained:
            floor, ceiling = self.attacker.reservation(self.attacker.resolve), 1 - self.defender.reservation(self.defender.resolve)
            has_range = ceiling > floor
            self.terms = clip(floor + self.attacker.surplus_share(ceiling - floor) if has_range else (floor + ceiling) / 2)

    def police(self) -> list[Belligerent]:
        """Who violated today; the agreement may be denounced, renewed or run out."""
        for party in self.belligerents:
            party.kept *= self.truces["memory"]
            party.broken *= self.truces["memory"]
        rung = self.rung
        if rung is None or self.signed:
            return []
        violators = [party for party in self.belligerents if party.violates(rung)]
        denouncers = [party for party in self.belligerents if party.denounces(rung)]
        for party in violators:
            party.counts["violations"] += 1
            party.other.broken += self.truces["broken_weight"]
            if self.dice.random() < rung.monitoring:
                self.mediator.push(party, self.mediator.numbers["violation"])
        for party in self.belligerents:
            if party not in violators:
                party.other.kept += self.truces["kept_weight"] * rung.weight
        for party in denouncers:
            party.counts["denounced"] += 1
            self.mediator.push(party, self.mediator.numbers["denounce"] * rung.monitoring)
        if denouncers:
            self.end("collapse")
        elif rung.days and self.day == self.expires:
            answers = [party.accepts(rung) for party in self.belligerents]
            if all(answers):
                self.renewed[rung.name] += 1
                self.expires = self.day + rung.days
            else:
                self.end("expired")
        return violators

    def end(self, how: str) -> None:
        if self.rung:
            self.endings.append((self.rung.name, self.day - self.began, how))
        self.rung = None

    def learn(self, calm: bool, falling: list[Belligerent]) -> None:
        """What the day does to the moods, and to the agreement of tomorrow."""
        mediator = self.mediator
        mediator.settle_blame()
        mediator.blame += mediator.numbers["drift"] * (mediator.numbers["lean"] - mediator.blame)
        mediator.lose_patience(self.day, calm, self.signed is not None, self.dice)
        for party in self.belligerents:
            party.resolve *= 0.5 ** (1 / party.numbers["resolve_half_life"])
        for party in falling:
            party.red_line_stands = False
            self.red_line_dropped = self.red_line_dropped or self.day
        if self.signed:
            self.end("replaced")
            self.rung, self.began = self.signed, self.day
            self.expires = self.day + self.signed.days if self.signed.days else None

    def outcome(self) -> str:
        in_force = self.rung.kind if self.rung else None
        ever = {rung.kind for rung in self.rungs if rung.name in self.first}
        if in_force in ("settlement", "ceasefire"):
            return f"{in_force} holding"
        if "settlement" in ever:
            return "settlement broke down"
        if "ceasefire" in ever:
            return "ceasefire broke down"
        if "short truce" in ever:
            return "short truces only"
        return "limited deals only" if "limited deal" in ever else "no deal"

    def row(self) -> dict[str, Any]:
        """The outcomes of the run, one entry a column; None is missing."""
        row: dict[str, Any] = {"outcome": self.outcome()}
        for rung in self.rungs:
            row[f"first_{rung.name}"] = self.first.get(rung.name)
            row[f"times_{rung.name}"] = self.times[rung.name]
            row[f"renewed_{rung.name}"] = self.renewed[rung.name]
        for column in ("days_at_peace", "ceasefires", "longest_ceasefire", "tables", "direct_talks", "red_line_dropped", "terms"):
            row[column] = getattr(self, column)
        for party in self.belligerents:
            for column in ("violations", "denounced", "offers", "cynical_offers", "accepted", "table_yes"):
                row[f"{column}_{party.name}"] = party.counts[column]
            row[f"trust_{party.name}_end"] = party.trust
        row |= {"mediator_left": self.mediator.left, "deadlines_passed": self.mediator.deadlines_passed}
        return row | {"held_end": self.held, "blame_end": self.mediator.blame}


def play(scenario: dict[str, Any], seed: int) -> Talks:
    """A finished model, for whoever wants more than its row."""
    model = Talks(scenario, seed)
    for _ in range(scenario["days"]):
        model.step()
    getattr(mesa.Agent, "_ids", {}).pop(model, None)  # Mesa 3.3 would keep every model alive
    return model


def run_one(scenario: dict[str, Any], seed: int) -> dict[str, Any]:
    return play(scenario, seed).row()


def run_many(scenario: dict[str, Any], runs: int, seed: int) -> list[dict[str, Any]]:
    seeds = Random(seed)
    return [run_one(scenario, seeds.getrandbits(48)) for _ in range(runs)]


def summary(rows: list[dict[str, Any]]) -> str:
    """Outcome shares and a few headline numbers, as text."""
    numbers = {outcome: fmean(row["outcome"] == outcome for row in rows) for outcome in OUTCOMES}
    for column in rows[0]:
        if column.startswith("first_") or column == "mediator_left":
            numbers[f"share with {column}"] = fmean(row[column] is not None for row in rows)
        if column.startswith(("deadlines", "days", "tables", "table_yes", "offers", "cynical")):
            numbers[f"mean {column}"] = fmean(row[column] for row in rows)
    return "\n".join(f"{name:36} {number:8.3f}" for name, number in numbers.items())


def main() -> None:
    options = argparse.ArgumentParser(description="Run the scalar peer and print its outcome shares.")
    options.add_argument("--runs", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--scenario", type=Path, default=Path(__file__).resolve().parent.parent / "scenarios" / "baseline.yaml")
    chosen = options.parse_args()
    scenario = yaml.safe_load(chosen.scenario.read_text(encoding="utf-8"))
    begun = time.perf_counter()
    rows = run_many(scenario, chosen.runs, chosen.seed)
    milliseconds = (time.perf_counter() - begun) / chosen.runs * 1000
    print(f"{summary(rows)}\n{chosen.runs} runs, {milliseconds:.1f} ms a run")


if __name__ == "__main__":
    main()
