"""A tenant's clock."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import Dict, Iterator, Optional, Union, cast

from ._control import ControlClient
from .control_types import Clock


class TenantClock:
    """A tenant's clock, which shows real time at first. Each method that changes it returns its new time."""

    def __init__(self, control: ControlClient, key: Optional[str]) -> None:
        self._control, self._key = control, key

    def get_now(self) -> datetime:
        """The clock's time."""
        return parse_time(self.get()["now"])

    def get(self) -> Clock:
        """The clock's time, whether it is frozen, and how far it is ahead of real time."""
        return cast(Clock, self._control.call(self._key, "GET", "clock"))

    def freeze(self, at: Union[datetime, str, None] = None) -> datetime:
        """Freezes the clock at a time, in the past or future; at its present time without one."""
        return self._change("freeze", {} if at is None else {"at": format_time(at)})

    @contextmanager
    def frozen(self, at: Union[datetime, str, None] = None) -> Iterator[datetime]:
        """
        Freezes the clock for a ``with`` block. It then runs on from the time that it shows; if it was frozen before, it stays frozen.
        """
        was_frozen = self.get()["frozen"]
        time = self.freeze(at)
        try:
            yield time
        finally:
            if not was_frozen:
                self.resume()

    def advance(
        self,
        by: Union[timedelta, str, None] = None,
        *,
        days: float = 0,
        hours: float = 0,
        minutes: float = 0,
        seconds: float = 0,
    ) -> datetime:
        """Moves the clock forward, frozen or not, by a duration: a timedelta, ISO 8601 text such as PT1H, or its parts."""
        if isinstance(by, str):
            return self._change("advance", {"by": by})
        duration = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds) if by is None else by
        return self._change("advance", {"seconds": duration.total_seconds()})

    def resume(self) -> datetime:
        """Lets a frozen clock run again from its frozen time."""
        return self._change("resume", None)

    def _change(self, verb: str, body: Optional[Dict[str, object]]) -> datetime:
        return parse_time(self._control.call(self._key, "POST", f"clock/{verb}", body)["now"])


def parse_time(text: str) -> datetime:
    """Reads a time of the API, which may have seven digits after the point; a datetime has six."""
    shortened = re.sub(r"\.(\d{1,6})\d*", lambda match: "." + match.group(1).ljust(6, "0"), text)
    return datetime.fromisoformat(shortened.replace("Z", "+00:00"))


def format_time(at: Union[datetime, str]) -> str:
    """Writes a time as the API wants it."""
    if isinstance(at, str):
        return at
    if at.tzinfo is None:
        raise ValueError("Give the time a time zone, such as tzinfo=timezone.utc.")
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
