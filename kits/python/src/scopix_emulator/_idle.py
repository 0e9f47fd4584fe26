"""Waits until the files of a tenant are processed."""

from __future__ import annotations

import json
import time
from typing import Any, Dict, List, Mapping
from urllib.parse import urlencode

from ._control import EmulatorError
from ._http import send

_UNFINISHED = ("pending", "queued", "processing")
_PAGE = 100
_SECONDS_BETWEEN = 0.02


class NotIdleError(Exception):
    """Some files are still processed. The message names them and says why."""


def wait_until_idle(address: str, headers: Mapping[str, str], timeout: float, clock: Any) -> None:
    """
    Asks for the files until none has a stage that is not finished. The requests leave no trace in journal, coverage and faults, because
    they are sent as the dashboard's (docs/decisions/051).
    """
    deadline = time.monotonic() + timeout
    hidden = {**headers, "Referer": f"{address}/_emulator/ui"}
    unfinished = [file for file in _list_all(address, hidden) if _is_unfinished(file)]
    while unfinished:
        if clock.get()["frozen"]:
            raise NotIdleError(f"{_describe(unfinished)}, and the clock is frozen: advance it.")
        if time.monotonic() > deadline:
            raise NotIdleError(f"{_describe(unfinished)} after {timeout:g} s: a stage may be held or stalled.")
        time.sleep(_SECONDS_BETWEEN)
        ids = [file["id"] for file in unfinished]
        pages = [_list(address, hidden, {"ids": ids[at : at + _PAGE]}) for at in range(0, len(ids), _PAGE)]
        unfinished = [file for page in pages for file in page["items"] if _is_unfinished(file)]


def _list_all(address: str, headers: Mapping[str, str]) -> List[Dict[str, Any]]:
    files: List[Dict[str, Any]] = []
    while True:
        page = _list(address, headers, {"offset": len(files)})
        files.extend(page["items"])
        if not page["has_more"]:
            return files


def _list(address: str, headers: Mapping[str, str], selection: Mapping[str, Any]) -> Dict[str, Any]:
    response = send("GET", f"{address}/api/v2/files?{urlencode({'limit': _PAGE, **selection}, doseq=True)}", headers)
    if response.status != 200:
        raise EmulatorError("GET /api/v2/files", response.status, response.content)
    page: Dict[str, Any] = json.loads(response.content)
    return page


def _is_unfinished(file: Mapping[str, Any]) -> bool:
    return bool(_find_unfinished(file))


def _find_unfinished(file: Mapping[str, Any]) -> List[str]:
    return [f"{name} {value}" for name, value in file.items() if name.endswith("_status") and value in _UNFINISHED]


def _describe(files: List[Dict[str, Any]]) -> str:
    names = [f"{file['filename']} ({', '.join(sorted(_find_unfinished(file)))})" for file in files[:3]]
    more = f" and {len(files) - 3} more" if len(files) > 3 else ""
    return f"Not finished: {', '.join(names)}{more}"
