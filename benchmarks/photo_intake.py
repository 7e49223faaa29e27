"""Photo intake against libvips, and over every upload we have: time and peak memory.

    python -m benchmarks.photo_intake [--rounds N] [--out FILE.json]

The same 12-megapixel picture, as JPEG and as HEIC, is turned into the same four files (WebP of 1440, 720 and
320 px, JPEG of 1080 px; same first quality, same encoder effort) by our intake and by libvips in its two
usual ways: every size from the file, and each size from the next larger. One process a run, taking turns;
every process first handles a small picture, so that loading libraries is not counted. Ours also turns colours
to sRGB by profile, finds the dominant colour, hashes the upload and lowers the quality of files over budget.
Needs pyvips and libvips (apt: libvips42).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps

from sandbox.media.images import VARIANTS, take_in
from sandbox.media.intake import IntakePool
from sandbox.media.worker import peak_memory
from tests.support.shared_data import shared_data_dir

ROOT = Path(__file__).resolve().parent.parent
MIB = 1024 * 1024
WAYS = ("ours", "vips each from the file", "vips each from the larger")


def run_ours(data: bytes) -> dict[str, int]:
    """Our intake; bytes of each file made."""
    return {name: len(item.data) for name, item in take_in(data).variants.items()}


def run_vips(data: bytes, *, chained: bool) -> dict[str, int]:
    """The same four files by libvips."""
    import pyvips

    sizes, picture = {}, None
    for spec in VARIANTS:
        if chained and picture is not None:
            picture = picture.thumbnail_image(spec.longest, height=spec.longest, size="down")
        else:
            picture = pyvips.Image.thumbnail_buffer(
                data, spec.longest, height=spec.longest, size="down", export_profile="srgb"
            )
        if chained:
            picture = picture.copy_memory()
        if spec.mime == "image/webp":
            out = picture.webpsave_buffer(Q=spec.quality, effort=spec.effort, strip=True)
        else:
            out = picture.jpegsave_buffer(Q=spec.quality, optimize_coding=True, strip=True)
        sizes[spec.name] = len(out)
    return sizes


def way_function(way: str) -> Callable[[bytes], dict[str, int]]:
    """The function for one of WAYS."""
    if way == "ours":
        return run_ours
    return lambda data: run_vips(data, chained=way == WAYS[2])


def child(way: str, path: Path, warm_up: Path) -> None:
    """One measured run in this process; prints one JSON line."""
    function = way_function(way)
    function(warm_up.read_bytes())
    data = path.read_bytes()
    started = time.perf_counter()
    sizes = function(data)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "peak": peak_memory(), "sizes": sizes}))


def make_pictures(folder: Path) -> dict[str, Path]:
    """A 4000 x 3000 picture with real detail as JPEG and HEIC, and a small one to warm up with."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    source = shared_data_dir() / "photos" / "biji_kopi.jpg"
    with Image.open(source) as image:
        large = ImageOps.fit(image.convert("RGB"), (4000, 3000), Image.Resampling.LANCZOS)
    paths = {"JPEG": folder / "large.jpg", "HEIC": folder / "large.heic"}
    large.save(paths["JPEG"], quality=90)
    large.save(paths["HEIC"], "HEIF", quality=60, tile_size=512)
    for kind, path in list(paths.items()):
        small = folder / f"small{path.suffix}"
        large.resize((400, 300)).save(small, "HEIF" if kind == "HEIC" else "JPEG")
        paths[f"small {kind}"] = small
    return paths


def compare(paths: dict[str, Path], rounds: int) -> list[dict]:
    """Medians per format and way, from alternating runs."""
    rows = []
    for kind in ("JPEG", "HEIC"):
        runs: dict[str, list[dict]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                command = [
                    sys.executable,
                    "-m",
                    "benchmarks.photo_intake",
                    "--child",
                    way,
                    str(paths[kind]),
                    str(paths[f"small {kind}"]),
                ]
                done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
                runs[way].append(json.loads(done.stdout))
        for way, results in runs.items():
            seconds = sorted(item["seconds"] for item in results)
            rows.append(
                {
                    "picture": f"{kind}, 12 MP, {paths[kind].stat().st_size / MIB:.1f} MiB",
                    "way": way,
                    "milliseconds": round(statistics.median(seconds) * 1000),
                    "fastest": round(seconds[0] * 1000),
                    "slowest": round(seconds[-1] * 1000),
                    "peak_mib": round(statistics.median(item["peak"] for item in results) / MIB),
                    "kilobytes": {name: round(size / 1000, 1) for name, size in results[0]["sizes"].items()},
                }
            )
    return rows


def through_the_pool(paths: dict[str, Path]) -> list[dict]:
    """What a person waits for: warm workers, one photo alone and eight at once."""
    rows = []
    with IntakePool() as pool:
        for kind in ("JPEG", "HEIC"):
            data = paths[kind].read_bytes()
            pool.run(data)
            alone = [pool.run(data) for _ in range(5)]
            threads = [threading.Thread(target=pool.run, args=(data,)) for _ in range(8)]
            started = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            rows.append(
                {
                    "picture": kind,
                    "alone_ms": round(statistics.median(item.seconds for item in alone) * 1000),
                    "eight_at_once_ms": round((time.perf_counter() - started) * 1000),
                    "worker_peak_mib": max(item.peak_memory for item in alone) // MIB,
                }
            )
    return rows


def every_upload() -> list[dict]:
    """Each shared upload in a worker of its own."""
    rows = []
    uploads = shared_data_dir() / "uploads"
    with IntakePool(workers=1, requests_per_worker=1) as pool:
        for path in sorted(item for item in uploads.rglob("*") if item.is_file() and item.suffix != ".csv"):
            result = pool.run(path.read_bytes())
            rows.append(
                {
                    "file": str(path.relative_to(uploads)),
                    "outcome": result.refused.value if result.refused else "taken in",
                    "milliseconds": round(result.seconds * 1000),
                    "peak_mib": result.peak_memory // MIB,
                }
            )
    return rows


def table(rows: list[dict], columns: dict[str, str]) -> str:
    """A Markdown table."""
    out = io.StringIO()
    print("| " + " | ".join(columns.values()) + " |", file=out)
    print("|" + "---|" * len(columns), file=out)
    for row in rows:
        print("| " + " | ".join(str(row[key]) for key in columns) + " |", file=out)
    return out.getvalue()


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--child", nargs=3, metavar=("WAY", "FILE", "WARM_UP"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], Path(options.child[1]), Path(options.child[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = make_pictures(Path(folder))
        report = {
            "cores": os.cpu_count(),
            "compare": compare(paths, options.rounds),
            "pool": through_the_pool(paths),
        }
    report["uploads"] = uploads = every_upload()
    print("\n## 12 megapixels to four files, medians of separate processes taking turns\n")
    columns = {
        "picture": "picture",
        "way": "way",
        "milliseconds": "ms",
        "fastest": "fastest",
        "slowest": "slowest",
    }
    print(table(report["compare"], {**columns, "peak_mib": "peak MiB", "kilobytes": "files, KB"}))
    print("\n## Through the worker pool (2 workers)\n")
    names = {"picture": "picture", "alone_ms": "one, ms", "eight_at_once_ms": "eight at once, ms"}
    print(table(report["pool"], {**names, "worker_peak_mib": "worker peak MiB"}))
    taken = sum(row["outcome"] == "taken in" for row in uploads)
    counts = f"{len(uploads)} files, {taken} taken in, {len(uploads) - taken} refused"
    print(f"\n## Every upload: {counts}. The heaviest:\n")
    heaviest = sorted(uploads, key=lambda row: -row["peak_mib"])[:8]
    print(
        table(heaviest, {"file": "file", "outcome": "outcome", "milliseconds": "ms", "peak_mib": "peak MiB"})
    )
    text = json.dumps(report, indent=1)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
