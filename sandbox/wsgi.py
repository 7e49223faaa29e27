"""The WSGI door: `granian --interface wsgi sandbox.wsgi:app`, set up by SANDBOX_* or config.toml."""

from __future__ import annotations

from sandbox import create_app
from sandbox.cli.turnstile import gate

app = gate(create_app())
