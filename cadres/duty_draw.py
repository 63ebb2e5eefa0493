"""Draw a month's duty roster: every shift held, everybody's share equal. Pure, and repeatable by its seed.

Three shares are kept equal at once, each within one shift where the days off allow it: all shifts, those of rest days,
and those of holidays. A first pass hands the shifts round; where days off spoil its evenness, a flow of least cost
finds the most even roster there is. Who had more in the months before gets the odd shift last.
"""

import datetime as dt
import random
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from cadres.enums.duty import Shift


class DayKind(IntEnum):
    """In the order in which the shifts are handed round: the dearest first."""

    HOLIDAY = 0
    WEEKEND = 1
    WORK = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Who may be on duty: `away` are the days on leave, `before` and `rest_before` the shifts of the months before."""

    key: int
    away: frozenset[dt.date] = frozenset()
    before: int = 0
    rest_before: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shift with who holds it (A岗), and who stands in (B岗; None where nobody else is there)."""

    date: dt.date
    shift: str
    main: int
    second: int | None


class Uncoverable(Exception):
    """Nobody is free on `date`."""

    def __init__(self, date: dt.date) -> None:
        super().__init__(str(date))
        self.date = date


@dataclass(slots=True)
class _Slot:
    date: dt.date
    shift: str
    kind: DayKind
    free: list[int] = field(default_factory=list)  # places in the list of people


def draw(
    days: Mapping[dt.date, DayKind],
    people: Sequence[Person],
    seed: str,
    shifts: Sequence[str] = (Shift.DAY,),
    with_second: bool = True,
) -> list[Drawn]:
    """Return the roster of `days`, a row per day and shift in order; raises Uncoverable for a day without anybody.

    Nobody is booked twice on one day, unless a day of two shifts has one person only.
    """
    chance = random.Random(seed)
    people = sorted(people, key=lambda person: person.key)
    chance.shuffle(people)
    slots = [_Slot(date, shift, days[date]) for date in sorted(days) for shift in shifts]
    for slot in slots:
        slot.free = [place for place, person in enumerate(people) if slot.date not in person.away]
        if not slot.free:
            raise Uncoverable(slot.date)
    once = _may_be_once(slots)
    held = _handed_round(slots, people, chance, once)
    if held is None or not is_even(slots, held, len(people)):
        held = _most_even(slots, people, once)
    _spread(slots, held, once)
    seconds = _seconds(slots, held, len(people), chance) if with_second else [None] * len(slots)
    return [
        Drawn(slot.date, slot.shift, people[main].key, None if second is None else people[second].key)
        for slot, main, second in zip(slots, held, seconds, strict=True)
    ]


def _may_be_once(slots: Iterable[_Slot]) -> set[dt.date]:
    """Return the days on which there are people enough for each of the day's shifts."""
    wanted: dict[dt.date, int] = {}
    for slot in slots:
        wanted[slot.date] = wanted.get(slot.date, 0) + 1
    return {slot.date for slot in slots if len(slot.free) >= wanted[slot.date]}


# --- Handing round -----------------------------------------------------------------------------------------------
def _handed_round(
    slots: Sequence[_Slot], people: Sequence[Person], chance: random.Random, once: set[dt.date]
) -> list[int] | None:
    """Give each shift to whoever has fewest so far, holidays first; None where that books somebody twice on a day."""
    order = list(range(len(slots)))
    chance.shuffle(order)
    order.sort(key=lambda number: slots[number].kind)
    total = [0] * len(people)
    held: list[int] = [-1] * len(slots)
    booked: dict[dt.date, set[int]] = {}
    for number in order:
        slot = slots[number]
        taken = booked.setdefault(slot.date, set()) if slot.date in once else set()
        best, least = -1, None
        for place in slot.free:
            if place in taken:
                continue
            person = people[place]
            before = person.before if slot.kind == DayKind.WORK else person.rest_before
            wish = (total[place], before)
            if least is None or wish < least:
                best, least = place, wish
        if best < 0:
            return None
        held[number] = best
        total[best] += 1
        taken.add(best)
    return held


def counts(slots: Sequence[_Slot], held: Sequence[int], size: int) -> tuple[list[int], list[int], list[int]]:
    """Return how many shifts each person holds: all, of rest days, of holidays."""
    total, rest, holiday = [0] * size, [0] * size, [0] * size
    for slot, place in zip(slots, held, strict=True):
        total[place] += 1
        if slot.kind != DayKind.WORK:
            rest[place] += 1
        if slot.kind == DayKind.HOLIDAY:
            holiday[place] += 1
    return total, rest, holiday


def is_even(slots: Sequence[_Slot], held: Sequence[int], size: int) -> bool:
    return all(max(share) - min(share) <= 1 for share in counts(slots, held, size))


# --- The most even roster -----------------------------------------------------------------------------------------
# All shifts weigh more than any unevenness on rest days, these more than holidays, and those more than the past.
_HOLIDAY, _REST, _TOTAL = 10**4, 10**9, 10**14


class _Net:
    """A flow of least cost, one unit after the other along the cheapest way (successive shortest paths)."""

    def __init__(self) -> None:
        self.ways: list[list[int]] = []
        self.to: list[int] = []
        self.room: list[int] = []
        self.cost: list[int] = []

    def node(self) -> int:
        self.ways.append([])
        return len(self.ways) - 1

    def edge(self, start: int, end: int, cost: int = 0) -> int:
        number = len(self.to)
        self.to += [end, start]
        self.room += [1, 0]
        self.cost += [cost, -cost]
        self.ways[start].append(number)
        self.ways[end].append(number + 1)
        return number

    def send(self, source: int, sink: int) -> bool:
        """Send one more unit; False when no way is left."""
        size = len(self.ways)
        far: list[int | None] = [None] * size
        came = [-1] * size
        waits = [False] * size
        far[source] = 0
        queue = deque([source])
        while queue:
            node = queue.popleft()
            waits[node] = False
            here = far[node]
            for way in self.ways[node]:
                if self.room[way]:
                    end, there = self.to[way], here + self.cost[way]
                    if far[end] is None or there < far[end]:
                        far[end], came[end] = there, way
                        if not waits[end]:
                            waits[end] = True
                            queue.append(end)
        if far[sink] is None:
            return False
        node = sink
        while node != source:
            way = came[node]
            self.room[way] -= 1
            self.room[way ^ 1] += 1
            node = self.to[way ^ 1]
        return True


def _most_even(slots: Sequence[_Slot], people: Sequence[Person], once: set[dt.date]) -> list[int]:
    """Return the roster whose shares are the most even: all shifts first, then rest days, then holidays.

    Each share costs its square, so that the odd shift goes to whoever has fewest. A person's shifts run from the kind
    of the day into those of rest days and on into all of them, which is why the three can be even at once.
    """
    net = _Net()
    source, sink = net.node(), net.node()
    sums = {kind: sum(slot.kind == kind for slot in slots) for kind in DayKind}
    rank = _ranks(person.before for person in people)
    rest_rank = _ranks(person.rest_before for person in people)
    doors: list[dict[DayKind, int]] = []
    for place, _person in enumerate(people):
        holiday, rest, total = net.node(), net.node(), net.node()
        for number in range(sums[DayKind.HOLIDAY]):
            net.edge(holiday, rest, (2 * number + 1) * _HOLIDAY)
        for number in range(sums[DayKind.HOLIDAY] + sums[DayKind.WEEKEND]):
            net.edge(rest, total, (2 * number + 1) * _REST + rest_rank[place])
        for number in range(len(slots)):
            net.edge(total, sink, (2 * number + 1) * _TOTAL + rank[place])
        doors.append({DayKind.HOLIDAY: holiday, DayKind.WEEKEND: rest, DayKind.WORK: total})
    lobbies: dict[tuple[int, dt.date], int] = {}
    choices: list[list[tuple[int, int]]] = []
    for slot in slots:
        start = net.node()
        net.edge(source, start)
        mine = []
        for place in slot.free:
            door = doors[place][slot.kind]
            if slot.date in once:
                # One unit passes: a person holds one shift of the day.
                if (place, slot.date) not in lobbies:
                    lobbies[place, slot.date] = net.node()
                    net.edge(lobbies[place, slot.date], door)
                door = lobbies[place, slot.date]
            mine.append((place, net.edge(start, door)))
        choices.append(mine)
    for slot in slots:
        if not net.send(source, sink):
            raise Uncoverable(slot.date)
    return [next(place for place, way in mine if not net.room[way]) for mine in choices]


def _ranks(values: Iterable[int]) -> list[int]:
    values = list(values)
    places = {value: number for number, value in enumerate(sorted(set(values)))}
    return [places[value] for value in values]


# --- Spreading over the month -------------------------------------------------------------------------------------
def _spread(slots: Sequence[_Slot], held: list[int], once: set[dt.date]) -> None:
    """Change shifts of the same kind of day between people where somebody is on duty on two days running."""
    if len({slot.shift for slot in slots}) > 1:
        return  # half days: neighbours of a row are the same day
    free = [set(slot.free) for slot in slots]

    def clashes(number: int, place: int) -> bool:
        return (number > 0 and held[number - 1] == place) or (number + 1 < len(held) and held[number + 1] == place)

    for number in range(1, len(slots)):
        if held[number] != held[number - 1]:
            continue
        for other in range(len(slots)):
            mine, his = held[number], held[other]
            if his == mine or slots[other].kind != slots[number].kind or abs(other - number) < 2:
                continue
            if his in free[number] and mine in free[other] and not (clashes(number, his) or clashes(other, mine)):
                held[number], held[other] = his, mine
                break


# --- Who stands in ------------------------------------------------------------------------------------------------
def _seconds(slots: Sequence[_Slot], held: Sequence[int], size: int, chance: random.Random) -> list[int | None]:
    """Name somebody else for each shift, in turn; who holds another shift of the day does not stand in."""
    on_duty: dict[dt.date, set[int]] = {}
    for slot, place in zip(slots, held, strict=True):
        on_duty.setdefault(slot.date, set()).add(place)
    turns = [0] * size
    order = list(range(size))
    chance.shuffle(order)
    lot = {place: number for number, place in enumerate(order)}
    found: list[int | None] = []
    for slot in slots:
        others = [place for place in slot.free if place not in on_duty[slot.date]]
        best = min(others, key=lambda place: (turns[place], lot[place]), default=None)
        if best is not None:
            turns[best] += 1
            on_duty[slot.date].add(best)
        found.append(best)
    return found
