"""The PMTiles archive under every map: where it lies, and its bytes by range (RFC 9110, 14).

Served by a view and not as a static file, because an operator may put the archive in place or
replace it while the service runs, and because of ``If-Range``: two halves of different archives
would be worse than none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.views.decorators.http import require_safe

BLOCK_BYTES: Final = 256 * 1024
SECONDS_FRESH: Final = 24 * 60 * 60
_ONE_RANGE: Final = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE)


class RangeOutside(Exception):
    """The wanted range holds no byte of the file."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The file as it is right now."""

    path: Path
    size: int
    changed_ns: int

    @property
    def version(self) -> str:
        """Changes whenever the file does."""
        return f"{self.changed_ns:x}-{self.size:x}"

    @property
    def etag(self) -> str:
        """A strong validator: the archive is replaced whole, never written in place."""
        return f'"{self.version}"'

    @property
    def changed(self) -> str:
        """When it was last changed, as HTTP writes it."""
        return http_date(self.changed_ns // 1_000_000_000)


def archive() -> Archive | None:
    """The base map the settings name, or ``None`` when there is none."""
    name = getattr(settings, "ARBETSHUBB_BASEMAP", "")
    if not name:
        return None
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return Archive(Path(name), found.st_size, found.st_mtime_ns) if found.st_size else None


def basemap_url() -> str:
    """Where the browser finds it; the version keeps old tiles out of a new map. Empty: none."""
    found = archive()
    return f"{reverse('ui:basemap')}?v={found.version}" if found else ""


@require_safe
def basemap(request: HttpRequest) -> HttpResponseBase:
    """The archive or the part of it asked for: 200, 206, 304, 404 or 416. Public data."""
    found = archive()
    if found is None:
        raise Http404
    answer = _answer(request, found)
    answer.headers["ETag"] = found.etag
    answer.headers["Last-Modified"] = found.changed
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
    return answer


def _answer(request: HttpRequest, found: Archive) -> HttpResponseBase:
    if _is_known_already(request, found):
        return HttpResponseNotModified()
    try:
        wanted = _wanted(request, found)
    except RangeOutside:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    if wanted is None:
        return _bytes_of(request, found, range(found.size), status=200)
    answer = _bytes_of(request, found, wanted, status=206)
    answer.headers["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{found.size}"
    return answer


def _is_known_already(request: HttpRequest, found: Archive) -> bool:
    if "If-None-Match" in request.headers:
        known = parse_etags(request.headers["If-None-Match"])
        return "*" in known or found.etag in (tag.removeprefix("W/") for tag in known)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and found.changed_ns // 1_000_000_000 <= since


def _wanted(request: HttpRequest, found: Archive) -> range | None:
    """The bytes asked for; ``None`` for the whole file.

    Several ranges, another unit or a malformed header are ignored, as the RFC allows; so is a
    range with an ``If-Range`` that names another version than today's.
    """
    header = _ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    unchanged = request.headers.get("If-Range", found.etag) in {found.etag, found.changed}
    if request.method != "GET" or header is None or not unchanged:
        return None
    first, last = header.groups()
    if not first:
        return _last_bytes(last, found.size)
    if last and int(last) < int(first):
        return None
    if int(first) >= found.size:
        raise RangeOutside
    return range(int(first), min(int(last) + 1, found.size) if last else found.size)


def _last_bytes(count: str, size: int) -> range | None:
    if not count:
        return None
    if int(count) == 0:
        raise RangeOutside
    return range(max(0, size - int(count)), size)


def _bytes_of(
    request: HttpRequest, found: Archive, wanted: range, *, status: int
) -> HttpResponseBase:
    headers = {
        "Content-Length": str(len(wanted)),
        "Content-Type": "application/vnd.pmtiles",
    }
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    file = found.path.open("rb")
    # Opened after it was looked at: when it was replaced in between, let the browser ask again.
    if os.fstat(file.fileno()).st_mtime_ns != found.changed_ns:
        file.close()
        return HttpResponse(status=503, headers={"Retry-After": "1"})
    return StreamingHttpResponse(_blocks(file, wanted), status=status, headers=headers)


def _blocks(file: BinaryIO, wanted: range) -> Iterator[bytes]:
    with closing(file):
        file.seek(wanted.start)
        left = len(wanted)
        while left and (block := file.read(min(left, BLOCK_BYTES))):
            left -= len(block)
            yield block
