# The options of the emulator. Written from the contracts by make types; do not edit.
"""The options of the emulator."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Dict, List, Literal, TypedDict, Union

if sys.version_info >= (3, 11):
    from typing import NotRequired
elif TYPE_CHECKING:
    from typing_extensions import NotRequired


class EmulatorOptions(TypedDict):
    """The options of the emulator, which are those of the command line."""

    port: NotRequired[int]
    """TCP port to listen on; 0 selects a free port [default: 0]."""

    host: NotRequired[str]
    """IP address to listen on, or localhost [default: 127.0.0.1]."""

    https: NotRequired[Literal["on", "off"]]
    """Listen with TLS too, with a development certificate or --cert [default: off]."""

    https_port: NotRequired[int]
    """TCP port for TLS; 0 selects a free port [default: 8343, and 0 with --port 0]."""

    cert: NotRequired[str]
    """PEM file with the certificate for TLS, then those of its issuers [default: a development certificate]."""

    cert_key: NotRequired[str]
    """PEM file with the key of the certificate [default: --cert]."""

    public_url: NotRequired[str]
    """Scheme and host of the URLs in responses [default: those of the request]."""

    pipeline: NotRequired[Literal["quick", "instant", "realistic", "manual"]]
    """Speed of the processing stages; manual waits until each one is released [default: quick]."""

    storage: NotRequired[Literal["embedded", "s3"]]
    """Where files are stored: by the emulator, or on an S3 server such as MinIO [default: embedded]."""

    storage_auth: NotRequired[Literal["lenient", "s3"]]
    """Whether a presigned GET with an Authorization header is served, or refused as S3 does [default: lenient]."""

    s3_endpoint: NotRequired[str]
    """Address at which the emulator reaches the S3 server [default: http://127.0.0.1:9000]."""

    s3_public_endpoint: NotRequired[str]
    """Address at which clients reach the S3 server [default: --s3-endpoint]."""

    s3_access_key: NotRequired[str]
    """Access key of the S3 server [default: minioadmin]."""

    s3_secret_key: NotRequired[str]
    """Secret key of the S3 server [default: minioadmin]."""

    s3_bucket: NotRequired[str]
    """Bucket for this emulator only; it is created if it does not exist [default: scopix-uploads]."""

    data: NotRequired[str]
    """Folder in which all data survives a restart [default: in memory]."""

    seed: NotRequired[int]
    """Number that determines ids and generated content [default: 42]."""

    dataset: NotRequired[Literal["demo", "inspection", "real-estate", "documents", "empty", "edge", "scale"]]
    """Dataset to load at start: demo, inspection, real-estate, documents, edge, scale, empty [default: none]."""

    count: NotRequired[int]
    """Number of files of the dataset scale [default: 10000]."""

    dataset_from: NotRequired[str]
    """Folder whose files are uploaded at start, described by its captions.json [default: none]."""

    locale: NotRequired[Literal["en", "de", "es", "ja"]]
    """Language of the dataset's documents, names, folders and projects [default: en]."""

    init: NotRequired[str]
    """Init file, or folder of them: files, stubs, faults, keys and more to start with [default: none]."""

    watch: NotRequired[bool]
    """Apply stubs and faults of --init again whenever one of its files is saved [default: false]."""

    previews: NotRequired[Literal["on", "off"]]
    """Create smaller pictures; off uses placeholders, which are the same on every machine [default: on]."""

    ocr: NotRequired[Literal["off", "tesseract"]]
    """Generate the visible text of images, or read it with the program tesseract [default: off]."""

    search: NotRequired[Literal["lexical", "semantic"]]
    """Find chunks by words and synonyms, or by meaning with the program scopix-semantic [default: lexical]."""

    semantic: NotRequired[str]
    """Folder of scopix-semantic and its model [default: semantic, beside the program]."""

    semantic_chunks: NotRequired[int]
    """Number of chunks of a document that are found by meaning [default: 200]."""

    auth: NotRequired[Literal["open", "strict"]]
    """Accept any well-formed key, or registered keys only [default: open]."""

    tier: NotRequired[Literal["custom", "free", "starter", "professional", "enterprise"]]
    """Price plan of keys that are not registered with another plan [default: custom]."""

    enforce_limits: NotRequired[bool]
    """Enforce the rate, quota, concurrency and batch limits of the tier [default: false]."""

    credits: NotRequired[int]
    """Prepaid credits of each tenant, spent on video analysis [default: not counted]."""

    video_minutes: NotRequired[int]
    """Maximum length of videos that are analysed, in minutes [default: 10]."""

    journal: NotRequired[int]
    """Number of requests in each tenant's journal; 0 disables journal and coverage [default: 1000]."""

    journal_kb: NotRequired[int]
    """Maximum memory of each tenant's journal, in KiB [default: 4096]."""

    control_token: NotRequired[str]
    """Token that requests to /_emulator must send as X-Emulator-Token [default: none; only this machine has access]."""

    errors: NotRequired[Literal["envelope", "fastapi"]]
    """Format of error responses [default: envelope]."""

    unknown_input: NotRequired[Literal["hint", "refuse"]]
    """Whether input that no contract has is named in X-Emulator-Unknown, or refused with 422 [default: hint]."""

    log: NotRequired[Literal["problems", "requests", "off"]]
    """Print a line for requests with a problem, for all requests, or for none [default: problems]."""
