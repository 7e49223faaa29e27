"""How long a second start takes, from the command to the first finished page, against a bare Python start.

Uses the ``.venv`` beside start.py when there is one (as a trainer does), else this interpreter.
"""

from __future__ import annotations

import http.client
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.served import ROOT

PORT = 8991
ROUNDS = 5


def start_to_page(command: list[str]) -> float:
    """Seconds from starting ``command`` until the front door has answered in full."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
            connection.request("GET", "/")
            connection.getresponse().read()
            break
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the server did not start") from None
            time.sleep(0.01)
    seconds = time.perf_counter() - began
    process.send_signal(signal.SIGINT)
    process.wait(20)
    return seconds


def bare_start() -> float:
    """Seconds for the same interpreter to import Flask and SQLAlchemy and end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import flask, flask_sqlalchemy, sqlalchemy.orm"], check=True)
    return time.perf_counter() - began


def main() -> None:
    """Start once to make the database, then measure."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--port", str(PORT), "--host", "127.0.0.1", "--data", folder, "--no-demo"]
        command = [sys.executable, "-m", "sandbox", "serve", *options]
        if Path(ROOT / ".venv").is_dir():
            command = [sys.executable, "start.py", "serve", *options]
        first = start_to_page(command)
        pairs = [(start_to_page(command), bare_start()) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    print("| what | seconds |\n|---|---|")
    print(f"| first start on an empty folder | {first:.2f} |")
    print(f"| second start to the first page, median of {ROUNDS} | {ours:.2f} |")
    print(f"| bare import of Flask and SQLAlchemy, same run | {bare:.2f} |")
    print(f"| ratio | {ours / bare:.1f} |")


if __name__ == "__main__":
    main()
