"""Calls the control API, as docs/control-api.md describes it."""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Dict, Mapping, Optional, Tuple
from urllib.parse import quote, urlencode

from ._http import Body, send
from .control_types import Verification


class EmulatorError(Exception):
    """The emulator refused a request of the kit. The message has the request, the status and the reason."""

    def __init__(self, request: str, status: int, content: bytes) -> None:
        self.status = status
        """The HTTP status, e.g. 422."""
        self.code: Optional[str] = None
        """The error's code, e.g. VALIDATION_ERROR; None with errors="fastapi"."""
        self.field: Optional[str] = None
        """The invalid field; None when no single field is invalid."""
        self.code, self.field, message = _read_error(content)
        reason = message if self.field is None else f"{self.field}: {message}"
        super().__init__(f"{request} was refused with {status}{f' {self.code}' if self.code else ''}: {reason}")


class RequestVerificationError(AssertionError):
    """The journal does not have the expected requests. The message lists the nearest requests with their differences."""

    def __init__(self, result: Verification) -> None:
        self.result = result
        """The result: the number of matching requests, their ids, and the nearest requests."""
        lines = [result["message"]]
        for miss in result["near_misses"]:
            lines.append(f"  {miss['id']} {miss['method']} {miss['path']}")
            lines.extend(f"    {difference}" for difference in miss["differences"])
        super().__init__("\n".join(lines))


class ControlClient:
    """Sends requests to the control API of one emulator."""

    def __init__(self, address: str, token: Optional[str] = None) -> None:
        self.address = address
        self._token = token

    def send(
        self,
        key: Optional[str],
        method: str,
        path: str,
        body: Body = None,
        content_type: str = "application/json",
        accepted: int = 0,
        into: Optional[BinaryIO] = None,
    ) -> bytes:
        """Sends a body, or none, and returns the bytes of the response. The status `accepted` is no failure."""
        headers: Dict[str, str] = {}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        if self._token is not None:
            headers["X-Emulator-Token"] = self._token
        if body is not None:
            headers["Content-Type"] = content_type
        response = send(method, f"{self.address}/_emulator/{path}", headers, body, into)
        if response.status < 300 or response.status == accepted:
            return response.content
        raise EmulatorError(f"{method} /_emulator/{path}", response.status, response.content)

    def call(self, key: Optional[str], method: str, path: str, body: Optional[Mapping[str, Any]] = None, accepted: int = 0) -> Any:
        """Sends JSON, or nothing, and returns the JSON of the response."""
        content = None if body is None else json.dumps(body).encode()
        return json.loads(self.send(key, method, path, content, accepted=accepted))

    def delete(self, key: Optional[str], path: str) -> int:
        """Deletes, and returns how many were removed."""
        removed: int = self.call(key, "DELETE", path)["removed"]
        return removed


def part(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")


def query(path: str, values: Mapping[str, Any]) -> str:
    """A path with a query; values that are None are left out."""
    given = {name: _to_text(value) for name, value in values.items() if value is not None}
    return f"{path}?{urlencode(given)}" if given else path


def _to_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_error(content: bytes) -> Tuple[Optional[str], Optional[str], str]:
    """The code, the field and the message of an error in either format."""
    text = content.decode("utf-8", "replace")
    try:
        body = json.loads(text)
        if "error" in body:
            error = body["error"]
            details = error.get("details") or {}
            return error.get("code"), details.get("field"), details.get("issue") or error.get("message") or text
        detail = body["detail"]
        if isinstance(detail, list):
            return None, str(detail[0]["loc"][1]), detail[0]["msg"]
        return None, None, detail
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None, None, text
