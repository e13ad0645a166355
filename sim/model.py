"""One day of talking while fighting, for a batch of runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import mesa
import numpy as np

from sim import registry
from sim.agents import ATTACKER, DEFENDER, NO_MEDIATOR, Ally, Belligerent, Mediator
from sim.conduct import Lessons, spread_out
from sim.deciding import Deciding
from sim.dice import EVERYONE, Dice, Runs
from sim.ladder import NOTHING, Ladder, Rung, entry
from sim.observer import Observer, Views, is_heard
from sim.parameters import Event, Situation
from sim.rules import fighting, moods, truce, worth
from sim.rules.choice import HOLD_OUT
from sim.scenario import Scenario, load
from sim.scenario.naming import parameters
from sim.scenario.varying import checked
from sim.standpoint import Scene, Standpoint
from sim.table import Table
from sim.varied import any_of, on, spread

Numbers = Any
# The C library of Linux gives arrays of 128 KiB and more back to the system at once, and asks for fresh pages for the next. Once it has
# freed one large array (never touched, so it costs nothing) it keeps them: a tenth faster in batches of more than 8192 runs.
np.empty(1 << 24, dtype=np.uint8)


class Talks(mesa.Model):
    """The model: a batch of runs of one scenario, stepped a day at a time.

    scenario: a Scenario, or what ``sim.load`` takes. seed: any whole number. runs: a count, or run numbers (from 1), shape (n,). strategies: classes
    derived from ``Belligerent``, by the name of the party that shall follow them. observers: what keeps a record. vary: values by parameter, one for
    each run, in place of the scenario's own.
    """

    def __init__(
        self,
        scenario: Any,
        seed: int = 1,
        runs: int | Sequence[int] | np.ndarray = 1,
        strategies: Mapping[str, type[Belligerent]] | None = None,
        observers: Sequence[Observer] = (),
        vary: Mapping[str, Any] | None = None,
    ) -> None:
        scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
        if isinstance(runs, int | np.integer) and runs < 1:
            raise ValueError(f"runs is {runs}, but should be a whole number from 1, or run numbers")
        super().__init__(rng=abs(seed))
        self.day = 0
        self.story_of = scenario
        self.runs = np.arange(1, runs + 1) if isinstance(runs, int | np.integer) else np.asarray(runs)
        self.dice = Dice(seed, self.runs)
        self.observers = list(observers)
        self.decides = Deciding()
        self.vary = checked(vary or {}, scenario.data, self.runs.size)
        situation = self.spread(scenario.situation)
        self.names = {ATTACKER: situation.role(ATTACKER)[0], DEFENDER: situation.role(DEFENDER)[0]}
        self.invite(situation, strategies or {})
        self.held = np.full(self.runs.size, situation.front.held)
        self.adopt(situation)
        for side in self.sides:
            side.become(red_line=np.full(self.runs.size, side.line is not None))
        self.prospect = self.look_ahead()
        self.table = Table(self.ladder, self.runs.size)
        self.mediator.wake()

    # Who is there

    def invite(self, situation: Situation, strategies: Mapping[str, type[Belligerent]]) -> None:
        """Make the agents, in an order that depends on their names alone."""
        followed = registry.followed(situation.parties, strategies)
        self.attacker, self.defender = (
            followed.get(name, Belligerent)(self, name, situation.parties[name]) for name in (self.names[ATTACKER], self.names[DEFENDER])
        )
        self.attacker.other, self.defender.other = self.defender, self.attacker
        self.sides = [self.attacker, self.defender]
        mediators = situation.role("mediator")
        self.mediated = bool(mediators)
        self.mediator = Mediator(self, mediators[0], situation.parties[mediators[0]]) if mediators else self.empty_chair()
        self.allies = [Ally(self, name, situation.parties[name]) for name in situation.role("ally")]

    def empty_chair(self) -> Mediator:
        """Where there is no mediator: one who has never come, and is not among the model's agents."""
        nobody = Mediator(self, "", NO_MEDIATOR, present=False)
        nobody.remove()
        return nobody

    def spread(self, situation: Situation) -> Situation:
        """A situation with the values that differ from run to run."""
        paths = parameters(self.story_of.data) if self.vary else {}
        return spread(situation, {paths[name]: values for name, values in self.vary.items()})

    def adopt(self, situation: Situation) -> None:
        """Take over the numbers of a situation: at the start, and when an event sets new ones."""
        self.front, self.talks, self.truces, self.shocks = situation.front, situation.talks, situation.truces, situation.shocks
        self.ladder = Ladder(situation.agreements, self.names, situation.red_lines)
        for party in (*self.sides, self.mediator, *self.allies):
            party.numbers = situation.parties.get(party.name, party.numbers)
        allies = [ally.numbers for ally in self.allies]
        self.allied_aid = sum(ally.aid for ally in allies)
        self.backfill = np.minimum(1.0, sum(ally.backfill for ally in allies))
        guarantee = worth.joint_guarantee([ally.guarantee for ally in allies])
        for side in self.sides:
            side.line = situation.red_lines.get(side.name)
            sanctions = sum(ally.sanctions for ally in allies) if side.role == ATTACKER else 0.0
            side.prepare(self.front, self.mediator.numbers, sanctions, guarantee)

    # A day

    def step(self) -> None:
        """One day: events and shocks, fight, talk, police, moods, record."""
        self.day += 1
        self.signed = np.zeros(self.runs.size, dtype=bool)
        self.happen()
        self.strike()
        self.fight()
        in_force, covered = self.table.rung, self.table.coverage
        self.talk()
        falling = {side.role: self.falling_line(side) for side in self.sides}
        lessons = self.police(in_force)
        self.settle_moods(covered, lessons, falling)
        self.tell("day_over")

    def tell(self, what: str, *facts: Any) -> None:
        """Let every observer know."""
        for observer in self.observers:
            getattr(observer, what)(self, *facts)

    def play_to(self, day: int) -> None:
        """Step to the end of a day, and step no further. Says of a fault in a file of strategies where it is."""
        with registry.blaming():
            while self.day < day:
                self.step()
        self.close_down()

    def close_down(self) -> None:
        """Let Mesa forget this model: 3.3 keeps a counter for every model ever built."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    # 1. Events and shocks

    def happen(self) -> None:
        """What the scenario has put on this day."""
        for event, situation in self.story_of.agenda.get(self.day, ()):
            self.tell("happened", event)
            if event.set:
                self.vary = {name: values for name, values in self.vary.items() if name not in event.set}  # now the same in all runs
                self.adopt(self.spread(situation))
            for name, amount in event.change.items():
                self.nudge(name, amount)
            self.drop(event)

    def nudge(self, name: str, amount: float) -> None:
        """Add to a state, within its limits."""
        owner, state = name.split(".")
        if owner == "front":
            self.held = np.clip(self.held + amount, 0, 1)
        elif owner == self.mediator.name:
            self.mediator.become(**{state: np.clip(getattr(self.mediator, state) + amount, 0, 1)})
            self.mediator.feel_urgency()
        else:
            side = next(side for side in self.sides if side.name == owner)
            side.nudge(state, amount)

    def drop(self, event: Event) -> None:
        """A red line is dropped by an event."""
        for side in self.sides:
            if side.name == event.drop_red_line:
                self.let_line_fall(side, np.flatnonzero(side.red_line))

    def strike(self) -> None:
        """Atrocities, by chance, while there is fighting."""
        shock = self.shocks.atrocity
        if shock is None or not any_of(shock.hazard):
            return
        die = self.dice.throw(["atrocity"], self.day)[0]
        unlucky = np.flatnonzero(die < shock.hazard)
        struck = unlucky[die[unlucky] < on(shock.hazard, unlucky) * (1 - self.table.coverage[unlucky])]
        if struck.size:
            self.defender.suffer(shock, struck)
            if self.mediated:
                self.mediator.be_shocked(self.attacker, shock.blame, struck)
            self.tell("shock", struck)

    # 2. Fight

    def fight(self) -> None:
        """Strength, front and optimism change with the fighting that the agreements in force leave."""
        mediator, intensity = self.mediator, 1 - self.table.coverage
        mediator.wake()
        aid = fighting.aid_received(mediator.aid_given, mediator.numbers.aid, self.allied_aid, self.backfill)
        for side, luck in zip((self.attacker, self.defender), self.luck_of_war(intensity), strict=True):
            side.fight(intensity, aid if side is self.defender else 0.0, luck)
        self.prospect = self.look_ahead()
        self.held = fighting.front_after(self.held, self.prospect, self.front.mobility, intensity)

    def luck_of_war(self, intensity: np.ndarray) -> tuple[Numbers, Numbers]:
        """The day's luck of the attacker and of the defender, in logarithms of strength."""
        if not any_of(self.front.noise):
            return 0.0, 0.0
        noise = self.front.noise * intensity
        own, other = fighting.bells(*self.dice.throw(["luck.radius", "luck.angle"], self.day))
        return noise * own, noise * other

    def look_ahead(self) -> np.ndarray:
        """The attacker's prospects."""
        return fighting.prospects(self.attacker.resources, self.defender.resources, self.front.decisiveness)

    # 3. Weigh

    def weigh(self, runs: Runs = EVERYONE) -> Views:
        """Both belligerents' standpoints on some runs, by role."""
        scene = Scene(self, runs)
        views = {side.role: Standpoint(side, scene) for side in self.sides}
        views[ATTACKER].face(views[DEFENDER])
        views[DEFENDER].face(views[ATTACKER])
        return views

    # 4. Talk

    def talk(self) -> None:
        """Offers and answers on talk days, the mediator's proposal on its own days."""
        mediator = self.mediator.numbers
        talks_today = self.day % self.talks.every == 0
        tables_today = self.day % mediator.table_every == 0 and self.decides.may_table(self.mediator)
        if not (talks_today or tables_today):
            return
        views = self.weigh()
        if talks_today:
            self.exchange(views)
        if tables_today:
            for rung, asked in self.decides.tables(self.mediator):
                self.propose(views, rung, asked)

    def exchange(self, views: Views) -> None:
        """One belligerent offers, the other answers; they take turns."""
        attackers_turn = (self.day // self.talks.every) % 2 == 1
        proposer, answerer = (self.attacker, self.defender) if attackers_turn else (self.defender, self.attacker)
        own, other, rungs = views[proposer.role], views[answerer.role], self.ladder.rungs
        free = np.logical_not(own.barred)
        allowed = [np.logical_and(self.table.rung < rung.number, free if rung.blocked[proposer.role] else True) for rung in rungs]
        offered = self.decides.offers(own, rungs, allowed)
        made = np.flatnonzero(offered != HOLD_OUT)
        accepted = np.zeros(self.runs.size, dtype=bool)
        if made.size:
            chance = self.ladder.pick(offered, made, [other.yes_chance(rung) for rung in rungs])
            accepted[made] = self.decides.answers(other, offered, made, chance)
            weight = entry(self.ladder.weight, offered[made], made)
            refused = np.logical_not(accepted[made])
            self.mediator.hear(answerer, on(proposer.credulity * self.mediator.numbers.offer, made) * weight, made)
            self.refuse(answerer, made[refused], weight[refused])
        self.tell("offered", views, proposer.role, offered, accepted)
        proposer.hear_answer(offered, accepted)
        self.agree(np.flatnonzero(accepted), offered, views)

    def refuse(self, side: Belligerent, runs: np.ndarray, weight: Numbers) -> None:
        """A refusal costs blame."""
        if runs.size:
            self.mediator.hear(side, on(self.mediator.numbers.reject, runs) * weight, runs)

    def propose(self, views: Views, rung: Rung, asked: Any = True) -> None:
        """The mediator's table, where it asks: both answer, it takes both."""
        runs = np.flatnonzero(np.logical_and(asked, np.logical_and(self.mediator.engaged, self.table.rung < rung.number)))
        if not runs.size:
            return
        self.proposal = rung
        chances = {side.role: np.broadcast_to(views[side.role].yes_chance(rung), self.runs.shape)[runs] for side in self.sides}
        yes = self.decides.both_answer("table", views, rung, runs, chances)
        for side in self.sides:
            refused = runs[np.logical_not(yes[side.role])]
            self.refuse(side, refused, on(rung.weight, refused))
        self.tell("tabled", views, runs, yes)
        self.agree(runs[np.logical_and(yes[ATTACKER], yes[DEFENDER])], np.full(self.runs.size, rung.number), views)

    def agree(self, runs: np.ndarray, rungs: np.ndarray, views: Views) -> None:
        """Sign: what is agreed is in force from the next day on."""
        if runs.size:
            self.tell("signed", runs, rungs[runs], views)
            self.signed[runs] = True
            self.table.sign(runs, rungs[runs], self.day)

    # 5. Police

    def police(self, in_force: np.ndarray) -> Lessons | None:
        """Violations, denunciations and renewals of the agreements that were in force when the day began."""
        runs = np.flatnonzero(np.logical_and(in_force != NOTHING, np.logical_not(self.signed)))
        if not runs.size:
            return None
        weight, monitoring = (entry(column, in_force[runs], runs) for column in (self.ladder.weight, self.ladder.monitoring))
        accident = truce.accident_chance(on(self.truces.accident, runs), monitoring)
        watched = is_heard("weighed", self.observers)
        places = np.arange(runs.size) if watched else np.flatnonzero(self.decides.could_act(self.sides, accident, runs))
        acting = runs[places]
        deal, views = self.ladder.in_force(in_force[acting], acting), self.weigh(acting)
        if watched:
            self.tell("weighed", views, acting, deal)
        conduct = self.decides.conduct(views, deal, accident[places])
        denounced = np.logical_or(conduct[ATTACKER].denounced, conduct[DEFENDER].denounced)
        due = runs[np.logical_and(self.table.last_day[runs] == self.day, np.logical_not(spread_out(denounced, places, runs.size)))]
        again = self.vote_again(due, self.ladder.in_force(in_force[due], due)) if due.size else due == 0
        if acting.size:
            self.tell("policed", acting, conduct)
        for side in self.sides:
            self.answer_for(side, conduct[side.role], deal, acting)
        self.renew(due[again])
        self.close(expired=due[np.logical_not(again)], collapsed=acting[denounced])
        return Lessons(runs, weight, {role: spread_out(did.violated, places, runs.size) for role, did in conduct.items()})

    def vote_again(self, runs: np.ndarray, deal: Rung) -> np.ndarray:
        """On its last day a temporary agreement goes on if both accept again: so they do, or not, on the runs on which it is the last day."""
        views = self.weigh(runs)
        chances = {side.role: np.broadcast_to(views[side.role].yes_chance(deal), runs.shape) for side in self.sides}
        yes = self.decides.both_answer("renewal", views, deal, runs, chances)
        for side in self.sides:
            self.refuse(side, *(values[np.logical_not(yes[side.role])] for values in (runs, deal.weight)))
        self.tell("voted", runs, yes)
        return np.logical_and(yes[ATTACKER], yes[DEFENDER])

    def answer_for(self, side: Belligerent, conduct: Any, deal: Rung, runs: np.ndarray) -> None:
        """Blame for what was seen of a belligerent's violations and denunciations."""
        numbers, caught = self.mediator.numbers, np.logical_and(conduct.violated, conduct.attributed)
        seen = np.flatnonzero(np.logical_or(caught, conduct.denounced))
        if seen.size:
            self.mediator.hear(side, on(numbers.violation, runs[seen]) * caught[seen], runs[seen])
            self.mediator.hear(side, on(numbers.denounce, runs[seen]) * deal.monitoring[seen] * conduct.denounced[seen], runs[seen])

    def close(self, **ended: np.ndarray) -> None:
        """Agreements end, on the runs given for each way of ending."""
        for how, runs in ended.items():
            if runs.size:
                self.tell("ended", runs, how)
        self.table.end(np.concatenate(list(ended.values())))

    def renew(self, runs: np.ndarray) -> None:
        """Another term of what is in force."""
        if runs.size:
            self.tell("renewed", runs)
            self.table.renew(runs, self.day)

    # 6. Moods

    def settle_moods(self, covered: np.ndarray, lessons: Lessons | None, falling: Mapping[str, np.ndarray]) -> None:
        """Blame, patience, memory and trust; red lines that give way."""
        self.mediator.judge()
        due, leaves = self.mediator.lose_patience(np.flatnonzero(covered == 1), np.flatnonzero(self.signed))
        if due.size:
            self.tell("deadline", due, leaves)
        for side in self.sides:
            side.live_on(lessons)
            self.let_line_fall(side, falling[side.role])

    def falling_line(self, side: Belligerent) -> np.ndarray:
        """Runs on which a red line gives way today: where holding it costs more than it is worth. Weighed only where the die lets it."""
        line = side.line
        if line is None or not any_of(line.hazard) or not side.red_line.any():
            return np.array([], dtype=np.int64)
        standing = np.flatnonzero(side.red_line)
        die = side.throw(["red line"], standing)[0]
        low = np.flatnonzero(die < on(line.hazard, standing))
        runs, die = standing[low], die[low]
        if not runs.size:
            return runs
        views = self.weigh(runs)
        view = views[side.role]
        gain = view.pressure + view.best_blocked([rung.on(runs) for rung in self.ladder.rungs if rung.blocked[side.role]])
        self.tell("line_weighed", views, side.role, runs)
        return runs[die < moods.red_line_falls(on(line.hazard, runs), view.scene.precision, gain, on(line.worth, runs))]

    def let_line_fall(self, side: Belligerent, runs: np.ndarray) -> None:
        """A red line is gone for good on these runs."""
        if runs.size:
            side.become(red_line=side.on_some("red_line", runs, np.zeros(runs.size, dtype=bool)))
            self.tell("line_fell", side.role, runs)
