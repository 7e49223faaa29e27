"""The front door for uploads: a small pool of worker processes with limits on time and memory.

Workers are plain subprocesses speaking over pipes rather than ``multiprocessing`` ones. So they work under
any server (also where the server's own processes may not have children of that kind), on Windows too, and
never run the server's start-up code again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from sandbox.media.messages import read_exactly, read_head, write_message
from sandbox.media.photo import DEFAULT_LIMITS, Limits, PhotoRefused, Refusal, TakenPhoto, Variant
from sandbox.media.recipe import Recipe, recipe_of

log = logging.getLogger(__name__)

PACKAGE_ROOT = Path(__file__).resolve().parents[2]
WORKER_COMMAND = (sys.executable, "-m", "sandbox.media.worker")
REQUESTS_PER_WORKER = 100
MAX_WORKERS = 2
CLOSE_SECONDS = 2.0


@dataclass(frozen=True)
class IntakeResult:
    """How one intake went: ``photo`` or ``refused``, seconds in the worker, its peak bytes (0 unknown)."""

    photo: TakenPhoto | None
    refused: Refusal | None
    seconds: float
    peak_memory: int
    looks: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """What a worker is asked to do with the bytes: take them in, by a recipe of the studio, or only look."""

    recipe: dict[str, Any] | None = None
    only_look: bool = False


TAKE_IN = Task()


class WorkerGoneError(Exception):
    """The worker died, or was ended by its time limit, before it had answered."""


class Worker:
    """One worker process, used by one thread at a time."""

    def __init__(self, limits: Limits, command: tuple[str, ...] = WORKER_COMMAND) -> None:
        self.owner = os.getpid()
        self.requests = 0
        self.timed_out = False
        environment = {**os.environ, "MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}
        environment["OPENBLAS_NUM_THREADS"] = "1"  # more would only reserve memory
        environment.pop("PYTHONSAFEPATH", None)
        environment.pop("PYTHONWARNINGS", None)
        environment.pop("COVERAGE_PROCESS_START", None)
        self.process = subprocess.Popen(  # noqa: S603 (our own program, fixed arguments)
            [*command, str(limits.address_space)],
            cwd=PACKAGE_ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        self._requests = cast("BinaryIO", self.process.stdin)
        self._answers = cast("BinaryIO", self.process.stdout)

    @property
    def usable(self) -> bool:
        """False once the process has ended, for instance because the machine ran out of memory."""
        return self.process.poll() is None

    def run(self, data: bytes, limits: Limits, task: Task = TAKE_IN) -> IntakeResult:
        """Have ``task`` done with ``data``. Raises WorkerGoneError; the worker must then be ended."""
        started = time.monotonic()
        self.requests += 1
        watchdog = threading.Timer(limits.seconds, self._time_out)
        watchdog.daemon = True
        watchdog.start()
        try:
            head = {"bytes": len(data), "limits": dataclasses.asdict(limits), **dataclasses.asdict(task)}
            write_message(self._requests, head, data)
            head = read_head(self._answers)
            blobs = [read_exactly(self._answers, item["bytes"]) for item in head.get("variants", ())]
            return _result(head, blobs, time.monotonic() - started)
        except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
            raise WorkerGoneError from error
        finally:
            watchdog.cancel()

    def _time_out(self) -> None:
        self.timed_out = True
        self.process.kill()

    def end(self) -> None:
        """End the process and wait for it, so that no zombie, open pipe or warning is left."""
        process = self.process
        if self.owner != os.getpid():  # a fork's copy: the process belongs to the parent
            process.returncode = 0
            return
        with contextlib.suppress(OSError):
            self._requests.close()  # an idle worker leaves by itself
        try:
            process.wait(0 if self.timed_out else CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._answers.close()


def _result(head: dict, blobs: list[bytes], seconds: float) -> IntakeResult:
    if "refused" in head:
        return IntakeResult(None, Refusal(head["refused"]), seconds, head["peak_memory"])
    looks = dict(head.get("looks") or {})
    if "variants" not in head:
        return IntakeResult(None, None, seconds, head["peak_memory"], looks)
    variants = {
        item["name"]: Variant(blob, int(item["width"]), int(item["height"]), str(item["mime"]))
        for item, blob in zip(head["variants"], blobs, strict=True)
    }
    width, height = int(head["width"]), int(head["height"])
    photo = TakenPhoto(width, height, str(head["colour"]), str(head["digest"]), variants, looks)
    return IntakeResult(photo, None, seconds, head["peak_memory"], looks)


class IntakePool:
    """Takes photos in within limits of time and memory; safe to share between threads.

    Workers start with the first photo and are renewed after ``requests_per_worker`` photos, after a crash and
    after a time-out. ``workers=0`` works in the calling process without time or memory limit: for tests.
    """

    def __init__(
        self,
        workers: int = MAX_WORKERS,
        limits: Limits = DEFAULT_LIMITS,
        *,
        requests_per_worker: int = REQUESTS_PER_WORKER,
        command: tuple[str, ...] = WORKER_COMMAND,
    ) -> None:
        self.limits = limits
        self._size = min(workers, MAX_WORKERS)
        self._requests_per_worker = requests_per_worker
        self._command = command
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(max(1, self._size))
        self._owner = os.getpid()
        self._finalizer = weakref.finalize(self, _end_all, self._idle)

    def take_in(self, data: bytes) -> TakenPhoto:
        """Take one picture in. Raises PhotoRefused."""
        return self._photo_of(self.run(data))

    def edit(self, data: bytes, recipe: Recipe) -> TakenPhoto:
        """Take one picture in, changed by ``recipe``. Raises PhotoRefused."""
        return self._photo_of(self.run(data, Task(recipe=dataclasses.asdict(recipe))))

    def look(self, data: bytes) -> dict[str, Any]:
        """Measure one picture. Raises PhotoRefused."""
        result = self.run(data, Task(only_look=True))
        if not result.looks:
            raise PhotoRefused(result.refused or Refusal.BROKEN)
        return result.looks

    @staticmethod
    def _photo_of(result: IntakeResult) -> TakenPhoto:
        if result.photo is None:
            raise PhotoRefused(result.refused or Refusal.BROKEN)
        return result.photo

    def run(self, data: bytes, task: Task = TAKE_IN) -> IntakeResult:
        """Like ``take_in``, but a refusal is part of the result, and time and memory are told."""
        if len(data) > self.limits.max_bytes:
            return IntakeResult(None, Refusal.TOO_LARGE, 0.0, 0)
        if self._size == 0:
            return self._run_here(data, task)
        self._after_fork()
        if not self._turns.acquire(timeout=self.limits.queue_seconds):
            return IntakeResult(None, Refusal.BUSY, self.limits.queue_seconds, 0)
        try:
            return self._run_in_worker(data, task)
        finally:
            self._turns.release()

    def close(self) -> None:
        """End the workers. Called by itself at exit; a photo that comes later starts a new worker."""
        with self._lock:
            idle, self._idle[:] = list(self._idle), []
        _end_all(idle)

    def __enter__(self) -> IntakePool:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _run_here(self, data: bytes, task: Task) -> IntakeResult:
        # Not at the top: a server process leaves pictures to its workers and loads no picture library.
        from sandbox.media.images import look_at, take_in

        started = time.monotonic()
        photo: TakenPhoto | None = None
        refused: Refusal | None = None
        looks: dict[str, Any] = {}
        recipe = None if task.recipe is None else recipe_of(task.recipe)
        try:
            if task.only_look:
                looks = look_at(data, limits=self.limits)
            else:
                photo = take_in(data, limits=self.limits, recipe=recipe)
                looks = photo.looks
        except PhotoRefused as refusal:
            refused = refusal.code
        return IntakeResult(photo, refused, time.monotonic() - started, 0, looks)

    def _run_in_worker(self, data: bytes, task: Task) -> IntakeResult:
        started = time.monotonic()
        try:
            worker = self._idle_worker() or Worker(self.limits, self._command)
        except OSError:  # out of memory, or of processes
            log.exception("No photo worker could be started.")
            return IntakeResult(None, Refusal.BUSY, time.monotonic() - started, 0)
        keep = False
        try:
            result = worker.run(data, self.limits, task)
            keep = not worker.timed_out and worker.requests < self._requests_per_worker
            return result
        except WorkerGoneError:
            seconds = time.monotonic() - started
            if worker.timed_out:
                log.warning("A picture took longer than %s s; its worker was ended.", self.limits.seconds)
                return IntakeResult(None, Refusal.TIMED_OUT, seconds, 0)
            log.warning("A photo worker stopped while reading a picture (exit %s).", worker.process.poll())
            return IntakeResult(None, Refusal.BROKEN, seconds, 0)
        finally:
            if keep:
                with self._lock:
                    self._idle.append(worker)
            else:
                worker.end()

    def _idle_worker(self) -> Worker | None:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None or worker.usable:
                return worker
            worker.end()

    def _after_fork(self) -> None:
        """A server that forks after this pool was used must not share workers with its parent."""
        if self._owner == os.getpid():
            return
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(self._size)
        _end_all(self._idle)
        self._idle.clear()


def _end_all(workers: list[Worker]) -> None:
    while workers:
        workers.pop().end()
