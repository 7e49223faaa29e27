"""Security headers for every response."""

from __future__ import annotations

from flask import Flask, Response, request

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # blob: a photo's thumbnail while it is still being sent
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def content_security_policy(**changed: str) -> str:
    """The policy of every page; ``frame_src="'self'"`` and the like change single directives of one wing."""
    directives = DIRECTIVES | {name.replace("_", "-"): value for name, value in changed.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


CONTENT_SECURITY_POLICY = content_security_policy()
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def add_headers(response: Response) -> Response:
    """Fence the page in, and keep personal pages out of shared caches and of the Back button's cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html" and request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def init_headers(app: Flask) -> None:
    """Add the headers to every response, errors included."""
    app.after_request(add_headers)
