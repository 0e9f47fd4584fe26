"""Snapshots of a tenant."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, List, Union, cast

from ._control import ControlClient, part
from .control_types import Snapshot, SnapshotDiff

if TYPE_CHECKING:
    from ._tenant import Tenant


class TenantSnapshots:
    """Snapshots of a tenant: files, clock, ids, faults and stubs, but not the journal."""

    def __init__(self, control: ControlClient, key: str) -> None:
        self._control, self._key = control, key

    def save(self, name: str) -> Snapshot:
        """Saves a snapshot; its name has 1 to 64 characters of letters, digits, _, . and -."""
        return cast(Snapshot, self._control.call(self._key, "POST", "snapshots", {"name": name}))

    def list(self) -> List[Snapshot]:
        """The snapshots, the oldest first."""
        return cast(List[Snapshot], self._control.call(self._key, "GET", "snapshots")["items"])

    def restore(self, name: str) -> Snapshot:
        """Sets the tenant back to a snapshot."""
        return cast(Snapshot, self._control.call(self._key, "POST", f"snapshots/{part(name)}/restore"))

    def branch(self, name: str, into: Tenant) -> Snapshot:
        """Lets another tenant, which must be empty, begin from a snapshot."""
        return cast(Snapshot, self._control.call(self._key, "POST", f"snapshots/{part(name)}/branch", {"key": into.api_key}))

    def diff(self, before: str, after: str = "now") -> SnapshotDiff:
        """What differs between two snapshots; either may be "now", the present state."""
        return cast(SnapshotDiff, self._control.call(self._key, "GET", f"snapshots/{part(before)}/diff/{part(after)}"))

    def export(self, name: str, file: Union[str, os.PathLike[str]]) -> None:
        """Writes a snapshot with all bytes of its files into a file, a gzipped tar archive."""
        with open(file, "wb") as target:
            self._control.send(self._key, "GET", f"snapshots/{part(name)}/export", into=target)

    def import_(self, name: str, file: Union[str, os.PathLike[str]]) -> Snapshot:
        """Reads a file that export has written, as a snapshot with a new name."""
        with open(file, "rb") as source:
            content = self._control.send(self._key, "PUT", f"snapshots/{part(name)}", source, "application/gzip")
        return cast(Snapshot, json.loads(content))

    def delete(self, name: str) -> None:
        """Deletes a snapshot."""
        self._control.delete(self._key, f"snapshots/{part(name)}")

    def clear(self) -> int:
        """Deletes all snapshots and returns their number."""
        return self._control.delete(self._key, "snapshots")
