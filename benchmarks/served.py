"""A real server for a benchmark: started the way a class starts it, watched from outside."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """Where it answers, what it printed at the start, and its process."""

    host: str
    port: int
    printed: str
    process: subprocess.Popen[str]
    data: Path

    def memory_mib(self) -> float:
        """Resident memory of the server and its photo workers together, in MiB (Linux)."""
        total = 0
        for pid in [self.process.pid, *_children(self.process.pid)]:
            try:
                status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            except OSError:
                continue
            total += int(re.search(r"VmRSS:\s+(\d+)", status)[1]) if "VmRSS" in status else 0
        return total / 1024


def _children(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            if parent == pid:
                found += [int(folder.name), *_children(int(folder.name))]
    return found


@contextmanager
def serving(*options: str, data: Path | None = None) -> Iterator[Server]:
    """``python -m sandbox serve`` on a free port, until it answers; stopped at the end."""
    with tempfile.TemporaryDirectory() as folder:
        data = data or Path(folder)
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            [sys.executable, "-m", "sandbox", "serve", "--host", "127.0.0.1", "--port", "8990", "--data", str(data), *options],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        lines: list[str] = []
        reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")), daemon=True)
        reader.start()
        try:
            port = _wait(process, lines)
            yield Server("127.0.0.1", port, "".join(lines), process, data)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[str], lines: list[str]) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", "".join(lines))
        if found:
            port = int(found[1])
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/sehat")
                if connection.getresponse().status == 200:
                    time.sleep(0.3)  # let the last start lines arrive
                    return port
            except OSError:
                pass
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("the server did not start:\n" + "".join(lines))


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of all values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
