"""Property tests look at the same situations every time, and no test is about time."""

import gc

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """What has been imported stays: without this, every little ensemble that tidies up after itself looks through all of it."""
    gc.collect()
    gc.freeze()
