"""The worker pool: limits hold, accidents become refusals, and nothing is left behind."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from sandbox.media.images import take_in
from sandbox.media.intake import WORKER_COMMAND, IntakePool
from sandbox.media.photo import Limits, PhotoRefused, Refusal
from tests.support.pictures import encoded
from tests.support.shared_data import shared_data_dir

ROOT = Path(__file__).resolve().parents[2]
PHOTO = (shared_data_dir() / "photos" / "croissant.jpg").read_bytes()
MIB = 1024 * 1024
PATIENT = Limits(seconds=60, queue_seconds=90)  # a busy test machine is not the picture's fault


def stub(code: str) -> tuple[str, ...]:
    """A worker command that runs ``code`` instead of ours."""
    return (sys.executable, "-c", code)


def test_a_worker_gives_what_the_plain_function_gives() -> None:
    with IntakePool(workers=1, limits=PATIENT) as pool:
        assert pool.take_in(PHOTO) == take_in(PHOTO) == IntakePool(workers=0).take_in(PHOTO)


@pytest.mark.parametrize("workers", [0, 1])
def test_refusals_arrive_as_codes(workers: int) -> None:
    with IntakePool(workers=workers, limits=PATIENT) as pool:
        for data, code in (
            (b"", "empty"),
            (b"<svg/>", "svg"),
            (PHOTO[:500], "broken"),
            (b"x" * 11 * MIB, "too_large"),
        ):
            with pytest.raises(PhotoRefused) as caught:
                pool.take_in(data)
            assert caught.value.code == code


def test_a_hanging_worker_is_ended_and_replaced() -> None:
    with IntakePool(
        workers=1, limits=Limits(seconds=0.3), command=stub("import time; time.sleep(60)")
    ) as pool:
        result = pool.run(PHOTO)
        assert result.refused is Refusal.TIMED_OUT
        assert result.seconds < 30
        pool.limits = PATIENT
        pool._command = WORKER_COMMAND
        assert pool.take_in(PHOTO).width == 900


@pytest.mark.parametrize(
    "code",
    [
        "import os; os._exit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
        "import sys; sys.stdin.buffer.read(4); sys.stdout.buffer.write(b'no such message at all' * 999)",
        "import sys; sys.stdin.buffer.read(4); sys.stdout.buffer.write(b'\\0\\0\\0\\2{}')",
    ],
    ids=["exit", "signal", "noise", "empty answer"],
)
def test_a_crashing_or_babbling_worker_is_a_refusal(code: str) -> None:
    with IntakePool(workers=1, limits=Limits(seconds=30), command=stub(code)) as pool:
        assert pool.run(PHOTO).refused is Refusal.BROKEN
        assert pool.run(PHOTO).refused is Refusal.BROKEN
        pool._command = WORKER_COMMAND
        assert pool.take_in(PHOTO).width == 900


def test_a_worker_that_died_while_idle_is_not_the_next_persons_fault() -> None:
    with IntakePool(workers=1, limits=PATIENT) as pool:
        pool.take_in(PHOTO)
        pool._idle[0].process.kill()
        pool._idle[0].process.wait()
        assert pool.take_in(PHOTO).width == 900


def test_workers_are_kept_and_then_renewed() -> None:
    with IntakePool(workers=1, limits=PATIENT, requests_per_worker=2) as pool:
        pool.take_in(PHOTO)
        first = pool._idle[0].process
        pool.take_in(PHOTO)
        assert first.poll() is not None
        assert pool._idle == []
        assert pool.take_in(PHOTO).width == 900


def test_many_threads_share_two_workers() -> None:
    wanted = take_in(PHOTO)
    results = []
    with IntakePool(limits=PATIENT) as pool:
        threads = [threading.Thread(target=lambda: results.append(pool.take_in(PHOTO))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(pool._idle) <= 2
    assert results == [wanted] * 8


def test_a_full_pool_says_busy() -> None:
    slow = stub("import time; time.sleep(60)")
    refusals = []
    with IntakePool(workers=1, limits=Limits(seconds=1, queue_seconds=0.1), command=slow) as pool:
        threads = [
            threading.Thread(target=lambda: refusals.append(pool.run(PHOTO).refused)) for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert refusals == [Refusal.BUSY, Refusal.TIMED_OUT]


def test_a_picture_over_the_memory_limit_is_refused_and_the_machine_is_safe() -> None:
    data = encoded(Image.new("RGB", (6300, 6300), "teal"), "PNG", compress_level=1)
    with IntakePool(workers=1, limits=dataclasses.replace(PATIENT, address_space=240 * MIB)) as pool:
        result = pool.run(data)
        # macOS and Windows have no such limit; there the pixel caps alone must do.
        assert result.refused is (Refusal.TOO_HEAVY if sys.platform.startswith("linux") else None)
        assert result.peak_memory < 300 * MIB
        assert pool.take_in(PHOTO).width == 900


HEAVY = {
    "png-rgba-40mp": lambda: encoded(
        Image.new("RGBA", (8000, 5000), (9, 99, 199, 128)), "PNG", compress_level=1
    ),
    "jpeg-40mp": lambda: encoded(Image.new("RGB", (8000, 5000), "teal"), "JPEG"),
    "jpeg-progressive-24mp": lambda: encoded(
        Image.new("RGB", (6000, 4000), "teal"), "JPEG", progressive=True, subsampling=0
    ),
    "webp-13mp": lambda: encoded(Image.new("RGBA", (4160, 3120), (9, 99, 199, 128)), "WEBP", method=0),
    "avif-24mp": lambda: encoded(Image.new("RGB", (6000, 4000), "teal"), "AVIF", speed=10),
}


@pytest.mark.parametrize("make", HEAVY.values(), ids=HEAVY)
def test_the_largest_allowed_of_each_format_stays_under_300_mib(make) -> None:
    data = make()
    with IntakePool(workers=1, limits=PATIENT) as pool:
        result = pool.run(data)
    assert result.photo is not None, result.refused
    assert result.peak_memory < 300 * MIB


def test_the_server_process_loads_no_picture_library() -> None:
    code = (
        "import sys, sandbox.media.intake; print(sorted({'PIL', 'pillow_heif', 'flask'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("daemon", [False, True], ids=["main thread", "daemon thread"])
def test_leaving_without_closing_is_quiet_and_leaves_no_process(daemon: bool) -> None:
    code = f"""
import sys, threading
from pathlib import Path
from sandbox.media.intake import IntakePool
pool = IntakePool()
data = Path(sys.argv[1]).read_bytes()
thread = threading.Thread(target=pool.take_in, args=(data,), daemon={daemon})
thread.start(); thread.join()
print(pool._idle[0].process.pid)
"""
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "dev",
            "-W",
            "error",
            "-c",
            code,
            shared_data_dir() / "photos" / "croissant.jpg",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    assert done.stderr == ""
    assert not Path(f"/proc/{done.stdout.strip()}").exists()


def test_a_machine_that_can_start_no_process_says_busy(tmp_path: Path) -> None:
    """For instance out of memory: the person may try again, and the place in the queue is free again."""
    with IntakePool(workers=1, command=(str(tmp_path / "no such program"),)) as pool:
        for _ in range(2):
            assert pool.run(b"anything").refused is Refusal.BUSY
