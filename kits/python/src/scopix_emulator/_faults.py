"""A tenant's faults and stubs."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Optional, cast

from ._control import ControlClient, part, query
from .control_types import Fault, FaultResource, Stub, StubResource

if TYPE_CHECKING:
    from typing_extensions import Unpack


class TenantFaults:
    """Faults in responses, storage and processing. Of several matching faults the first applies."""

    def __init__(self, control: ControlClient, key: Optional[str]) -> None:
        self._control, self._key = control, key

    def add(self, **fault: Unpack[Fault]) -> FaultResource:
        """Adds a fault, e.g. add(operation="files.list", status=429, retry_after=2)."""
        return cast(FaultResource, self._control.call(self._key, "POST", "faults", fault))

    def add_bundle(self, name: str) -> List[FaultResource]:
        """Adds a bundle of faults, such as flaky-network, which act until they are removed."""
        return cast(List[FaultResource], self._control.call(self._key, "POST", "faults", {"bundle": name})["items"])

    def list(self) -> List[FaultResource]:
        """The faults that apply to the tenant, its own first."""
        return cast(List[FaultResource], self._control.call(self._key, "GET", "faults")["items"])

    def remove(self, fault_id: str) -> None:
        """Removes a fault by its id."""
        self._control.delete(self._key, f"faults/{part(fault_id)}")

    def remove_bundle(self, name: str) -> int:
        """Removes the faults of a bundle and returns their number."""
        return self._control.delete(self._key, query("faults", {"bundle": name}))

    def clear(self) -> int:
        """Removes all faults and returns their number."""
        return self._control.delete(self._key, "faults")


class TenantStubs:
    """Stubs, which decide what the AI answers for files that are uploaded afterwards."""

    def __init__(self, control: ControlClient, key: Optional[str]) -> None:
        self._control, self._key = control, key

    def add(self, **stub: Unpack[Stub]) -> StubResource:
        """Adds a stub, e.g. add(filename="*leak*", description="A leaking valve.")."""
        return cast(StubResource, self._control.call(self._key, "POST", "stubs", stub))

    def list(self, unused: Optional[bool] = None) -> List[StubResource]:
        """The stubs that apply to the tenant, its own first; with unused=True, those that no file has used."""
        return cast(List[StubResource], self._control.call(self._key, "GET", query("stubs", {"unused": unused}))["items"])

    def remove(self, stub_id: str) -> None:
        """Removes a stub by its id."""
        self._control.delete(self._key, f"stubs/{part(stub_id)}")

    def clear(self) -> int:
        """Removes all stubs and returns their number."""
        return self._control.delete(self._key, "stubs")
