"""The process of an emulator."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import threading
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional

from ._program import find_program

_PATHS = ("data", "init", "cert", "cert_key")
_SECONDS_TO_STOP = 15


class EmulatorStartError(Exception):
    """The emulator did not start. The message has what it printed."""


class EmulatorProcess:
    """A running emulator, which ends with stop()."""

    def __init__(self, options: Mapping[str, Any], on_log: Optional[Callable[[str], None]]) -> None:
        chosen: Dict[str, Any] = {"port": 0, "stop_with_input": True, **({} if on_log else {"log": "off"}), **options}
        command = find_program()
        self._process = subprocess.Popen(
            command + _to_arguments(chosen),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=Path(command[-1]).parent,
            env=_get_environment(),
            start_new_session=True,
        )
        self._lines: List[str] = []
        self._on_log = on_log
        addresses: queue.Queue[Optional[str]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(addresses,), daemon=True)
        self._reader.start()
        address = addresses.get()
        if address is None:
            raise EmulatorStartError(f"The emulator ended with exit code {self._process.wait()}:\n" + "\n".join(self._lines))
        self.address = address

    def stop(self) -> None:
        """Ends the emulator's input, which stops it, and waits until it has ended."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()

    def _read(self, addresses: queue.Queue[Optional[str]]) -> None:
        """Reads what the emulator prints, for its whole life; it would wait for room in the pipe otherwise."""
        ready = False
        assert self._process.stdout is not None
        for raw in self._process.stdout:
            line = raw.decode("utf-8", "replace").rstrip()
            if self._on_log:
                self._on_log(line)
            if not ready:
                self._lines.append(line)
                found = re.match(r"  API +(https?://\S+)/api/v2", line)
                if found:
                    ready = True
                    addresses.put(found.group(1))
        self._process.stdout.close()
        if not ready:
            addresses.put(None)


def _to_arguments(options: Mapping[str, Any]) -> List[str]:
    arguments: List[str] = []
    for name, value in options.items():
        if value is None:
            continue
        text = str(value).lower() if isinstance(value, bool) else str(value)
        arguments += ["--" + name.replace("_", "-"), os.path.abspath(text) if name in _PATHS else text]
    return arguments


def _get_environment() -> Dict[str, str]:
    """The options of a test are those that it gives: variables of other emulators have no effect."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.lower().startswith("emulator__") and name != "SCOPIX_INIT_FOLDER"
    }
