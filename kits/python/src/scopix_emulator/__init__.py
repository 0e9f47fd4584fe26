"""Starts the Scopix emulator for tests, and controls it: clock, faults, stubs, journal and snapshots of each tenant."""

from ._control import EmulatorError, RequestVerificationError
from ._http import Response
from ._program import ProgramNotFoundError
from ._scopix import AllTenants, EmulatorStartError, Scopix, connect_scopix, start_scopix
from ._survive import SurvivalError, SurvivalExperiment
from ._tenant import NotIdleError, Tenant
from .control_types import ExpectedRequest, Fault, FaultResource, JournalEntry, RequestQuery, Stub, StubResource
from .options import EmulatorOptions

__all__ = [
    "AllTenants",
    "EmulatorError",
    "EmulatorOptions",
    "EmulatorStartError",
    "ExpectedRequest",
    "Fault",
    "FaultResource",
    "JournalEntry",
    "NotIdleError",
    "ProgramNotFoundError",
    "RequestQuery",
    "RequestVerificationError",
    "Response",
    "Scopix",
    "Stub",
    "StubResource",
    "SurvivalError",
    "SurvivalExperiment",
    "Tenant",
    "connect_scopix",
    "start_scopix",
]
