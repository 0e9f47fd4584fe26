"""An emulator for tests."""

from __future__ import annotations

import atexit
import itertools
import uuid
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable, Iterator, Mapping, Optional, Sequence, Type, cast

from ._clock import TenantClock
from ._control import ControlClient, query
from ._faults import TenantFaults, TenantStubs
from ._process import EmulatorProcess, EmulatorStartError
from ._requests import TenantRequests
from ._survive import SurvivalExperiment, survive
from ._tenant import Tenant
from .control_types import Coverage
from .options import EmulatorOptions

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["AllTenants", "EmulatorStartError", "Scopix", "connect_scopix", "start_scopix"]

_DEFAULT_KEY = "scopix_Emulator0localdevelopmentkey"


class Scopix:
    """An emulator. Tests that run in parallel use one tenant each."""

    def __init__(self, address: str, token: Optional[str], process: Optional[EmulatorProcess], name: str) -> None:
        self._control = ControlClient(address.rstrip("/"), token)
        self._process = process
        self._name = name
        self._numbers = itertools.count(1)
        self.api_key = _DEFAULT_KEY
        """An API key that works without any set-up."""
        self.default_tenant = Tenant(self._control, self.api_key)
        """The tenant of that key."""
        self.all_tenants = AllTenants(self._control)
        """All tenants at once."""

    @property
    def address(self) -> str:
        """The address of the emulator, e.g. http://127.0.0.1:8340."""
        return self._control.address

    @property
    def base_url(self) -> str:
        """The address of the API, e.g. http://127.0.0.1:8340/api/v2."""
        return f"{self.address}/api/v2"

    def tenant(self, api_key: Optional[str] = None) -> Tenant:
        """A new tenant with its own files, clock, faults, stubs and journal; with a key, the tenant of that key."""
        return Tenant(self._control, api_key or f"scopix_{next(self._numbers):08}-tenant-of-{self._name}")

    def survive(
        self,
        client: Callable[[Tenant], object],
        *,
        faults: Optional[Sequence[str]] = None,
        only: Optional[Sequence[str]] = None,
        seed: Optional[int] = None,
        hang_after: Optional[float] = None,
    ) -> Iterator[SurvivalExperiment]:
        """
        Runs a client twice without trouble, each time with a fresh tenant, and yields the experiments that its requests allow, the most
        important first: pytest.mark.parametrize("experiment", scopix.survive(upload), ids=str). After `hang_after` seconds (45, or ten
        times a clean run if that is longer) the client has hung; it is not stopped.
        """
        return survive(self, self._control, client, faults, only, seed, hang_after)

    def stop(self) -> None:
        """Stops the emulator, if it was started here, and waits until it has ended."""
        process, self._process = self._process, None
        if process is not None:
            atexit.unregister(self.stop)
            process.stop()

    def __enter__(self) -> Scopix:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], traceback: Optional[TracebackType]
    ) -> None:
        self.stop()


class AllTenants:
    """All tenants of an emulator at once. Tests that run in parallel must not use it."""

    def __init__(self, control: ControlClient) -> None:
        self._control = control
        self.clock = TenantClock(control, None)
        """The clocks of all tenants, and the initial time of new tenants."""
        self.faults = TenantFaults(control, None)
        """Faults for all tenants; clear() also removes the faults of each tenant."""
        self.stubs = TenantStubs(control, None)
        """Stubs for all tenants; clear() also removes the stubs of each tenant."""
        self.requests = TenantRequests(control, None)
        """The journal of requests without a valid key; clear() also clears the journal of each tenant."""

    def reset(self) -> None:
        """Resets all tenants: files, clocks, faults, stubs and journals. Coverage and snapshots stay."""
        self._control.send(None, "POST", "reset")

    def get_coverage(self, operation: Optional[str] = None) -> Coverage:
        """What the requests of all tenants have exercised of the contracts, and what is missing."""
        return cast(Coverage, self._control.call(None, "GET", query("coverage", {"operation": operation})))

    def clear_coverage(self) -> None:
        """Clears the coverage of all tenants."""
        self._control.send(None, "DELETE", "coverage")


def start_scopix(*, on_log: Optional[Callable[[str], None]] = None, **options: Unpack[EmulatorOptions]) -> Scopix:
    """
    Starts an emulator on a free port, which accepts requests when this returns. `on_log` receives each line that it prints. It ends with
    stop(), at the end of a with block, or with this process.
    """
    given = cast(Mapping[str, Any], options)
    process = EmulatorProcess(given, on_log)
    scopix = Scopix(process.address, given.get("control_token"), process, f"seed-{given.get('seed', 42)}")
    atexit.register(scopix.stop)
    return scopix


def connect_scopix(address: str, *, control_token: Optional[str] = None) -> Scopix:
    """Uses an emulator that runs already, such as one in a container. Its new tenants have keys that nobody else has."""
    return Scopix(address, control_token, None, uuid.uuid4().hex)
