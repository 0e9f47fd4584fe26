"""HTTP with the standard library: each request has a connection of its own, so that threads need no lock."""

from __future__ import annotations

import http.client
import io
import json
import os
import shutil
from typing import Any, BinaryIO, Dict, Iterable, Mapping, Optional, Union
from urllib.parse import urljoin, urlsplit

Body = Union[bytes, BinaryIO, Iterable[bytes], None]

_SECONDS = 600.0


class Response:
    """A response whose body has been read."""

    def __init__(self, status: int, headers: http.client.HTTPMessage, content: bytes) -> None:
        self.status = status
        """The status, e.g. 200."""
        self.headers = headers
        """The headers; names are found in any case."""
        self.content = content
        """The bytes of the body."""

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.content)

    def __repr__(self) -> str:
        return f"<Response {self.status}>"


def send(
    method: str, url: str, headers: Mapping[str, str], body: Body = None, into: Optional[BinaryIO] = None
) -> Response:
    """Sends a request and reads the response; the body of a success goes into a file if there is one. It follows no redirect."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    create = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = create(parts.hostname or "", parts.port, timeout=_SECONDS)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, body=body, headers={"Connection": "close", **_get_length(body), **headers})
        response = connection.getresponse()
        if into is None or response.status >= 300:
            return Response(response.status, response.headers, response.read())
        shutil.copyfileobj(response, into)
        return Response(response.status, response.headers, b"")
    finally:
        connection.close()


def send_and_follow(method: str, url: str, headers: Mapping[str, str], body: Body = None) -> Response:
    """Sends a request, and follows redirects to storage without the key, as a presigned URL needs none."""
    response = send(method, url, headers, body)
    for _ in range(5):
        location: Optional[str] = response.headers.get("Location")
        if response.status not in (301, 302, 303, 307, 308) or location is None or method not in ("GET", "HEAD"):
            break
        url = urljoin(url, location)
        kept = {name: value for name, value in headers.items() if name.lower() != "authorization"}
        response = send(method, url, kept)
    return response


def _get_length(body: Body) -> Dict[str, str]:
    """An open file is sent with its length; without it, the standard library sends chunks."""
    return {"Content-Length": str(os.fstat(body.fileno()).st_size)} if isinstance(body, io.BufferedReader) else {}
