"""The form of an upload, which is read while it is sent."""

from __future__ import annotations

import mimetypes
import os
import uuid
from pathlib import Path
from typing import Any, Dict, Iterator, Mapping, Optional, Union

_CHUNK = 1 << 16


class Form:
    """A form with one file and fields of text."""

    def __init__(self, file: Union[str, os.PathLike[str], bytes], filename: Optional[str], fields: Mapping[str, Any]) -> None:
        self._file = file
        boundary = f"scopix-{uuid.uuid4().hex}"
        name = filename or ("file" if isinstance(file, bytes) else Path(file).name)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{_quote(field)}"\r\n\r\n{_to_text(value)}\r\n'
            for field, value in fields.items()
            if value is not None
        ]
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{_quote(name)}"\r\nContent-Type: {kind}\r\n\r\n'
        )
        self._head = "".join(parts).encode()
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        size = len(file) if isinstance(file, bytes) else os.stat(file).st_size
        self.headers: Dict[str, str] = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Content-Length": str(len(self._head) + size + len(self._tail)),
        }

    def read(self) -> Iterator[bytes]:
        """The bytes of the form."""
        yield self._head
        if isinstance(self._file, bytes):
            yield self._file
        else:
            with open(self._file, "rb") as source:
                while chunk := source.read(_CHUNK):
                    yield chunk
        yield self._tail


def _quote(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _to_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
