"""The application: routes by subject, a guard before them, worker processes behind them."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect

from sim import words
from sim.scenario import ScenarioError
from sim.web.answers import warming
from sim.web.asking import politely
from sim.web.desk import CrowdedError, Desk, SupersededError
from sim.web.guard import Buckets, Guard
from sim.web.kept import Kept
from sim.web.masked import Masked
from sim.web.masking import Mask
from sim.web.refusing import RefusedError
from sim.web.rooms.games import Shelf
from sim.web.rooms.house import House
from sim.web.routes import routes
from sim.web.settings import Settings

FAULTS = (RefusedError, ScenarioError, SupersededError, CrowdedError, BrokenProcessPool, HTTPException, ClientDisconnect)
SMALL = 1000


def application(settings: Settings) -> Starlette:
    """The page as an ASGI application."""

    @contextlib.asynccontextmanager
    async def open_for_questions(app: Starlette) -> AsyncIterator[None]:
        desk = app.state.desk = Desk(settings.workers, warming.get_warm)
        await desk.open()
        try:
            yield
        finally:
            for task in app.state.ahead:
                task.cancel()
            await desk.close()

    mask = Mask(settings.mask, words.chosen() / "masks.yaml")
    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=1),
            Middleware(Masked, mask=mask, largest=settings.file),
        ],
        exception_handlers=dict.fromkeys(FAULTS, politely),
        lifespan=open_for_questions,
    )
    app.state.settings = settings
    app.state.words = words.page()
    app.state.kept = Kept()
    app.state.buckets = Buckets(settings.rate, settings.burst)
    app.state.house = House()
    app.state.going, app.state.ahead = {}, set()
    app.state.shelf = Shelf()
    app.state.mask = mask
    return app
