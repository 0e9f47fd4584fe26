"""A tenant's journal of requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Optional, cast

from ._control import ControlClient, RequestVerificationError, part, query
from .control_types import ExpectedRequest, JournalEntryDetails, JournalPage, RequestQuery, Verification

if TYPE_CHECKING:
    from typing_extensions import Unpack


class TenantRequests:
    """A tenant's journal. It does not contain requests to the control API."""

    def __init__(self, control: ControlClient, key: Optional[str]) -> None:
        self._control, self._key = control, key

    def list(self, **selection: Unpack[RequestQuery]) -> JournalPage:
        """Lists requests, the newest first, at most 100, e.g. list(operation="files.list", status="4xx")."""
        return cast(JournalPage, self._control.call(self._key, "GET", query("requests", selection)))

    def get(self, request_id: str) -> JournalEntryDetails:
        """A request with the headers, query and bodies of request and response, without keys and signatures."""
        return cast(JournalEntryDetails, self._control.call(self._key, "GET", f"requests/{part(request_id)}"))

    def verify(self, operation: Optional[str] = None, /, **expected: Unpack[ExpectedRequest]) -> Verification:
        """Raises RequestVerificationError unless the journal has the requests: verify("files.list", times=2)."""
        given = cast(Mapping[str, Any], expected)
        return self._verify(given if operation is None else {"operation": operation, **given})

    def verify_order(self, *order: ExpectedRequest) -> Verification:
        """Raises RequestVerificationError unless the requests came one after the other, with or without others between."""
        return self._verify({"order": list(order)})

    def export_har(self, **selection: Unpack[RequestQuery]) -> str:
        """Exports requests as HTTP Archive, for the tools of a browser."""
        return self._export(selection, "har")

    def export_curl(self, **selection: Unpack[RequestQuery]) -> str:
        """Exports requests as commands of curl, one in each line."""
        return self._export(selection, "curl")

    def clear(self) -> int:
        """Clears the journal and returns the number of its requests."""
        return self._control.delete(self._key, "requests")

    def _verify(self, expected: Mapping[str, Any]) -> Verification:
        result = cast(Verification, self._control.call(self._key, "POST", "requests/verify", expected, accepted=409))
        if not result["verified"]:
            raise RequestVerificationError(result)
        return result

    def _export(self, selection: Mapping[str, Any], form: str) -> str:
        return self._control.send(self._key, "GET", query("requests", {**selection, "format": form})).decode()
