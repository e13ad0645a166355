"""All rooms of a server: opened, found, and gone when they are ended or nobody has used them for hours. Only memory holds them."""

from __future__ import annotations

from typing import Any

from sim.web.refusing import RefusedError
from sim.web.rooms import codes
from sim.web.rooms.room import Room
from sim.words import say

ROOMS = 12
IDLE = 3 * 3600.0


class House:
    """The rooms by code."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}

    def open(self, now: float) -> Room:
        """A new room."""
        self.tidy(now)
        if len(self.rooms) >= ROOMS:
            raise RefusedError(say("answers.room.many", count=ROOMS), 409)
        code = codes.new_code()
        self.rooms[code] = Room(code, codes.new_key(), now)
        return self.rooms[code]

    def find(self, typed: str, now: float) -> Room:
        """The room of a code."""
        self.tidy(now)
        found = self.rooms.get(codes.read(typed))
        if found is None:
            raise RefusedError(say("answers.room.none"), 404)
        return found

    def steered(self, typed: str, key: Any, now: float) -> Room:
        """The room of a code, for somebody who has its key."""
        found = self.find(typed, now)
        if not codes.same(key, found.key):
            raise RefusedError(say("answers.room.key"), 403)
        found.used = now
        return found

    def refresh(self) -> None:
        """Have everybody look again."""
        for room in self.rooms.values():
            room.version += 1

    def end(self, room: Room) -> None:
        """Forget a room and all that was said in it."""
        self.rooms.pop(room.code, None)

    def tidy(self, now: float) -> None:
        """Forget rooms that nobody has used for hours."""
        for code in [code for code, room in self.rooms.items() if now - room.used > IDLE]:
            del self.rooms[code]
