"""Where the real photos, uploads and odd strings live: beside the repository, or SANDBOX_SHARED_DATA."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def shared_data_dir() -> Path:
    """The shared data folder; raises FileNotFoundError with the sentence a developer needs."""
    folder = Path(os.environ.get("SANDBOX_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        raise FileNotFoundError(f"no shared data at {folder}: set SANDBOX_SHARED_DATA")
    return folder
