"""A shop page against a bare Flask page of the same size: same server, same process, same run, turn by turn.

``python -m benchmarks.shop_page`` prints requests a second, p50, p95 and the ratio; the goal is 0.7 or more.
The shop page is the real one (page cache, version check in the database); the bare page is a Flask view that
returns the same bytes. Load comes from `wrk` when it is installed, else from threads of this program, which
are themselves the bottleneck on a small machine: the output says which.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.served import ROOT, percentile

SHOP = "/t/toko-ukur"
BARE = "/polos"
CONNECTIONS = 40
PHONE = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/80.0 Mobile Safari/537.36"


@dataclass(frozen=True)
class Round:
    """One spell of load: requests a second, p50 and p95 in milliseconds, answers that were no 2xx."""

    rate: float
    p50: float
    p95: float
    errors: int


def load_with_wrk(url: str, seconds: int) -> Round:
    """One spell by wrk, one thread, kept-alive connections."""
    script = str(Path(__file__).with_suffix(".lua"))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script]
    headers = ["-H", f"User-Agent: {PHONE}", "-H", "Accept-Language: id-ID,id;q=0.9"]
    answer = subprocess.run([*command, *headers, url], capture_output=True, text=True, check=True).stdout
    rate, p50, p95, errors = re.search(r"figures (\S+) (\S+) (\S+) (\d+)", answer).groups()
    return Round(float(rate), float(p50), float(p95), int(errors))


def load_with_threads(url: str, seconds: int) -> Round:
    """One spell by threads of this program."""
    host, _, path = url.removeprefix("http://").partition("/")
    times: list[float] = []
    errors: list[int] = []
    end = time.monotonic() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection(host, timeout=20)
        while time.monotonic() < end:
            start = time.perf_counter()
            connection.request("GET", f"/{path}", headers={"User-Agent": PHONE, "Accept-Language": "id-ID"})
            response = connection.getresponse()
            response.read()
            times.append(1000 * (time.perf_counter() - start))
            if response.status != 200:
                errors.append(response.status)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Round(len(times) / seconds, percentile(times, 0.5), percentile(times, 0.95), len(errors))


def measure(port: int, rounds: int, seconds: int) -> float:
    """Shop page and bare page turn by turn; prints the figures, returns the median ratio."""
    has_wrk = shutil.which("wrk") is not None
    load = load_with_wrk if has_wrk else load_with_threads
    print("load from", "wrk, 1 thread" if has_wrk else "threads of this program (itself the bottleneck)")
    base = f"http://127.0.0.1:{port}"
    found: dict[str, list[Round]] = {SHOP: [], BARE: []}
    for path in found:
        load(base + path, 1)
    for _ in range(rounds):
        for path, spells in found.items():
            spells.append(load(base + path, seconds))
    for path, spells in found.items():
        rate, p50, p95 = (median(getattr(spell, name) for spell in spells) for name in ("rate", "p50", "p95"))
        errors = sum(spell.errors for spell in spells)
        print(f"{path:14} {rate:8,.0f} requests/s   p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   errors {errors}")
    shop, bare = found.values()
    ratios = [one.rate / other.rate for one, other in zip(shop, bare, strict=True)]
    rounds_shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"ratio          {median(ratios):8.2f} (rounds: {rounds_shown}); goal 0.70")
    return median(ratios)


def main() -> None:
    """Start the server, measure, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8994)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.shop_page_server", folder, str(options.port)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                line = process.stdout.readline()
                if not line.startswith("ready"):
                    raise SystemExit(f"the server did not start: {line}")
                print(f"page of {int(line.split()[1]):,} bytes, {CONNECTIONS} connections kept open")
                measure(options.port, options.rounds, options.seconds)
            finally:
                process.terminate()


if __name__ == "__main__":
    main()
