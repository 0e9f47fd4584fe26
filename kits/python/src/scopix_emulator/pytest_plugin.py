"""Fixtures for pytest: an emulator for the session, and a tenant for each test."""

from __future__ import annotations

import os
from typing import Iterator

import pytest

from ._clock import TenantClock
from ._scopix import Scopix, connect_scopix, start_scopix
from ._tenant import Tenant
from .options import EmulatorOptions

URL_VARIABLE = "SCOPIX_EMULATOR_URL"


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
