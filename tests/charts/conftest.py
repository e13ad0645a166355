"""Pictures are kept for the tests of their module, and no longer: they are large."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _pictures_forgotten(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a module has drawn once for all its tests is forgotten after them."""
    yield
    for kept in vars(request.module).values():
        if hasattr(kept, "cache_clear") and kept.__module__ == request.module.__name__:
            kept.cache_clear()
