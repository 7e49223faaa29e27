"""Stylesheets, scripts and icons travel packed: forty first visits share one cheap router.

Only static files are packed, once each and kept in memory. Pages are left alone: they hold form tokens, and
packing each of them for forty phones at the same second would cost more time than it saves on a local network.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

PACKED_TYPES = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml"})


def init_compression(app: Flask) -> None:
    """Pack static text files for phones that accept gzip."""
    packed: dict[tuple[str, str], bytes] = {}

    @app.after_request
    def pack_static(response: Response) -> Response:
        if request.endpoint != "static" or response.mimetype not in PACKED_TYPES:
            return response
        response.vary.add("Accept-Encoding")
        tag, _ = response.get_etag()
        if response.status_code != 200 or not tag or "gzip" not in request.accept_encodings:
            return response
        key = (request.path, tag)
        if key not in packed:
            response.direct_passthrough = False
            packed[key] = gzip.compress(response.get_data(), 9, mtime=0)
        close_file = getattr(response.response, "close", None)
        if close_file:
            close_file()
        response.direct_passthrough = False
        response.response = [packed[key]]
        response.content_length = len(packed[key])
        response.content_encoding = "gzip"
        return response
