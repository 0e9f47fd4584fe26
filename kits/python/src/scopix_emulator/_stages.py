"""The processing of a tenant's files."""

from __future__ import annotations

from typing import Dict, Optional, cast

from ._control import ControlClient, part


class TenantStages:
    """The processing of single files. Each method returns the stage's new status."""

    def __init__(self, control: ControlClient, key: str) -> None:
        self._control, self._key = control, key

    def hold(self, file_id: str, stage: str) -> str:
        """Holds a stage, which does not continue until it is released."""
        return self._send(f"files/{part(file_id)}/stages/{part(stage)}", {"action": "hold"})

    def release(self, file_id: str, stage: str) -> str:
        """Releases a held stage."""
        return self._send(f"files/{part(file_id)}/stages/{part(stage)}", {"action": "release"})

    def complete(self, file_id: str, stage: str) -> str:
        """Completes a stage at once."""
        return self._send(f"files/{part(file_id)}/stages/{part(stage)}", {"action": "complete"})

    def fail(self, file_id: str, stage: str, fail: Optional[str] = None, message: Optional[str] = None) -> str:
        """Fails a stage at once, with a type of failure such as timeout, or with a message."""
        return self._send(f"files/{part(file_id)}/stages/{part(stage)}", {"action": "fail", "fail": fail, "message": message})

    def retry(self, file_id: str, stage: str) -> str:
        """Runs a failed stage again, and those that were skipped because of it."""
        return self._send(f"files/{part(file_id)}/stages/{part(stage)}", {"action": "retry"})

    def release_export(self, export_id: str) -> str:
        """Releases a held data export."""
        return self._send(f"data/exports/{part(export_id)}/stages/export", {"action": "release"})

    def fail_export(self, export_id: str) -> str:
        """Fails a held data export."""
        return self._send(f"data/exports/{part(export_id)}/stages/export", {"action": "fail"})

    def _send(self, path: str, body: Dict[str, Optional[str]]) -> str:
        return cast(str, self._control.call(self._key, "POST", path, body)["status"])
