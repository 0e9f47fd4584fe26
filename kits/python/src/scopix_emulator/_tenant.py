"""A tenant of the emulator."""

from __future__ import annotations

import json as json_module
import os
from datetime import datetime
from typing import Any, Dict, Mapping, Optional, Union, cast

from ._clock import TenantClock, format_time
from ._control import ControlClient, EmulatorError, part, query
from ._faults import TenantFaults, TenantStubs
from ._http import Response, send, send_and_follow
from ._idle import NotIdleError, wait_until_idle
from ._requests import TenantRequests
from ._snapshots import TenantSnapshots
from ._stages import TenantStages
from ._upload import Form
from .api_types import UploadAnswer
from .control_types import Coverage, Credits, Key, LoadedDataset

__all__ = ["NotIdleError", "Tenant"]


class Tenant:
    """A tenant. Tenants share nothing, so that tests with one tenant each can run in parallel."""

    def __init__(self, control: ControlClient, api_key: str) -> None:
        self._control = control
        self.api_key = api_key
        """The API key of the tenant."""
        self.clock = TenantClock(control, api_key)
        """The tenant's clock, which decides processing, presigned URLs, uploads and limits."""
        self.faults = TenantFaults(control, api_key)
        """The failures that the test sets."""
        self.stubs = TenantStubs(control, api_key)
        """The AI results that the test sets."""
        self.stages = TenantStages(control, api_key)
        """The processing of single files: hold, release, complete or fail a stage."""
        self.requests = TenantRequests(control, api_key)
        """The journal of the tenant's requests."""
        self.snapshots = TenantSnapshots(control, api_key)
        """Saved copies of the tenant, to restore, compare or branch."""

    @property
    def address(self) -> str:
        """The address of the emulator, e.g. http://127.0.0.1:8340."""
        return self._control.address

    @property
    def base_url(self) -> str:
        """The address of the API, e.g. http://127.0.0.1:8340/api/v2."""
        return f"{self.address}/api/v2"

    def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        data: Optional[bytes] = None,
        headers: Optional[Mapping[str, str]] = None,
    ) -> Response:
        """
        Sends a request to a path of the API with the tenant's key, e.g. request("GET", "/files"). It follows redirects to storage. A whole
        URL, such as a presigned one, is sent without the key.
        """
        is_url = path.startswith(("http://", "https://"))
        given = {**({} if is_url else self._authorization), **(headers or {})}
        if json is not None:
            data, given = json_module.dumps(json).encode(), {"Content-Type": "application/json", **given}
        return send_and_follow(method, path if is_url else f"{self.base_url}{path}", given, data)

    def upload(
        self,
        file: Union[str, os.PathLike[str], bytes],
        *,
        filename: Optional[str] = None,
        **fields: Any,
    ) -> UploadAnswer:
        """Uploads a file, or bytes with a filename. Other arguments are fields of the form, e.g. title="North", tags=["site"]."""
        form = Form(file, filename, fields)
        response = send("POST", f"{self.base_url}/files/upload", {**self._authorization, **form.headers}, form.read())
        if response.status != 201:
            raise EmulatorError("POST /api/v2/files/upload", response.status, response.content)
        return cast(UploadAnswer, response.json())

    def until_idle(self, timeout: float = 30) -> None:
        """Waits until all files are processed, at most `timeout` seconds. Raises NotIdleError at once when the clock is frozen."""
        wait_until_idle(self.address, self._authorization, timeout, self.clock)

    def reset(self) -> None:
        """Deletes files, clock, faults, stubs and journal. Coverage and snapshots stay."""
        self._control.send(self.api_key, "POST", "reset")

    def seed(self, dataset: str, *, seed: Optional[int] = None, count: Optional[int] = None) -> LoadedDataset:
        """Loads a dataset, such as demo; the tenant must be empty."""
        body = {"dataset": dataset, "seed": seed, "count": count}
        return cast(LoadedDataset, self._control.call(self.api_key, "POST", "seed", body))

    def get_coverage(self, operation: Optional[str] = None) -> Coverage:
        """What the tenant's requests have exercised of the contracts, and what is missing."""
        return cast(Coverage, self._control.call(self.api_key, "GET", query("coverage", {"operation": operation})))

    def restore_file(self, file_id: str) -> None:
        """Brings back a deleted file."""
        self._control.send(self.api_key, "POST", f"files/{part(file_id)}/restore")

    def get_credits(self) -> Credits:
        """The prepaid credits, and those that are reserved."""
        return cast(Credits, self._control.call(self.api_key, "GET", "credits"))

    def set_credits(self, prepaid: int) -> Credits:
        """Sets the prepaid credits, which are counted from then on."""
        return cast(Credits, self._control.call(self.api_key, "POST", "credits", {"prepaid": prepaid}))

    def update_key(
        self,
        *,
        tier: Optional[str] = None,
        expires_at: Union[datetime, str, None] = None,
        is_active: Optional[bool] = None,
    ) -> Key:
        """Registers the tenant's key, or changes it; what is None stays. An emulator with auth="strict" knows registered keys only."""
        change: Dict[str, Any] = {"key": self.api_key, "tier": tier, "is_active": is_active}
        if expires_at is not None:
            change["expires_at"] = format_time(expires_at)
        return cast(Key, self._control.call(None, "POST", "keys", change))

    @property
    def _authorization(self) -> Dict[str, str]:
        return {"Authorization": f"Bearer {self.api_key}"}
