"""One option for all tests: another clock.

``PRESSEXTRACT_TEST_CLOCK=1999-12-31T23:59`` sets the machine's clock for the whole run; with another ``TZ`` beside it shows that
nothing depends on either.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _clock() -> Iterator[None]:
    moment = os.environ.get("PRESSEXTRACT_TEST_CLOCK")
    if moment is None:
        yield
        return
    import time_machine

    with time_machine.travel(dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC), tick=True):
        yield
