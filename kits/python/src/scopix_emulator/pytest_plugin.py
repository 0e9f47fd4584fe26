"""Fixtures for pytest: an emulator for the session, and a tenant for each test, whose requests a failure shows."""

from __future__ import annotations

import os
from typing import Any, Generator, Iterator

import pytest

from ._clock import TenantClock
from ._control import EmulatorError
from ._scopix import Scopix, connect_scopix, start_scopix
from ._tenant import Tenant
from .options import EmulatorOptions

URL_VARIABLE = "SCOPIX_EMULATOR_URL"

_SHOWN = 20


@pytest.fixture(scope="session")
def scopix_options() -> EmulatorOptions:
    """The options of the emulator. Override this fixture in your conftest.py to change them."""
    return {}


@pytest.fixture(scope="session")
def scopix(scopix_options: EmulatorOptions) -> Iterator[Scopix]:
    """An emulator for all tests: one of this session, or the one whose address is in SCOPIX_EMULATOR_URL."""
    address = os.environ.get(URL_VARIABLE)
    emulator = connect_scopix(address) if address else start_scopix(**scopix_options)
    yield emulator
    emulator.stop()


@pytest.fixture
def scopix_tenant(scopix: Scopix) -> Tenant:
    """A tenant for one test, with a key of its own."""
    return scopix.tenant()


@pytest.fixture
def scopix_clock(scopix_tenant: Tenant) -> TenantClock:
    """The clock of the test's tenant."""
    return scopix_tenant.clock


@pytest.hookimpl(hookwrapper=True)  # type: ignore[misc]
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, Any, None]:
    """Adds the newest requests of the test's tenant to the report of its failure."""
    report = (yield).get_result()
    tenant = getattr(item, "funcargs", {}).get("scopix_tenant")
    if report.when != "call" or not report.failed or not isinstance(tenant, Tenant):
        return
    try:
        report.sections.append(("Scopix requests, the newest last", _describe_requests(tenant)))
    except (OSError, EmulatorError):
        pass  # The emulator has ended, or refuses the control API: the failure itself is what matters.


def _describe_requests(tenant: Tenant) -> str:
    lines = []
    for entry in reversed(tenant.requests.list(limit=_SHOWN)["items"]):
        notes = [*entry["unknown"], *(note for note in (entry["fault"], entry["hint"]) if note)]
        lines.append(f"{entry['status'] or 'no response'} {entry['method']} {entry['path']} {' '.join(notes)}".rstrip())
    return "\n".join(lines)
