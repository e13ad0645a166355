"""Which address is answered where: a module for each subject, each with its list ROUTES."""

from __future__ import annotations

from starlette.routing import BaseRoute

from sim.web.routes import ensembles, games, lessons, pages, rooms, runs, scenarios, seats, taking, teaching


def routes() -> list[BaseRoute]:
    """Every route of the page."""
    alone = [*pages.ROUTES, *scenarios.ROUTES, *ensembles.ROUTES, *runs.ROUTES, *taking.ROUTES, *seats.ROUTES]
    return [*alone, *lessons.ROUTES, *games.ROUTES, *rooms.ROUTES, *teaching.ROUTES]
