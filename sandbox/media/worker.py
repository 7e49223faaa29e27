"""The process in which uploads are decoded. Started by ``intake``, never imported by it.

It reads requests from standard input and writes answers to standard output until the input ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Any, BinaryIO

from sandbox.media.images import look_at, take_in
from sandbox.media.messages import read_exactly, read_head, write_message
from sandbox.media.photo import Limits, PhotoRefused, Refusal, TakenPhoto
from sandbox.media.recipe import recipe_of

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

VARIANT_FACTS = ("width", "height", "mime")
NICENESS = 5  # pages people are waiting for come before pictures


def peak_memory() -> int:
    """Most memory this process has held, in bytes; 0 where the platform does not tell.

    ``ru_maxrss`` is only the second choice: on Linux a child starts with its parent's figure.
    """
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 (a pseudo file)
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if resource is None:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def limit_memory(address_space: int) -> None:
    """Let the process ask for no more than ``address_space`` bytes, where the platform can."""
    if resource is None:
        return
    with contextlib.suppress(OSError, ValueError):  # macOS knows the limit but refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))


def answer_for(photo: TakenPhoto) -> tuple[dict[str, Any], list[bytes]]:
    """The head and the blobs that carry ``photo`` to the parent."""
    head = {
        "width": photo.width,
        "height": photo.height,
        "colour": photo.colour,
        "digest": photo.digest,
        "looks": photo.looks,
        "variants": [
            {"name": name, "bytes": len(item.data), **{key: getattr(item, key) for key in VARIANT_FACTS}}
            for name, item in photo.variants.items()
        ],
    }
    return head, [item.data for item in photo.variants.values()]


def work(
    data: bytes, limits: Limits, recipe: dict[str, Any] | None, *, only_look: bool
) -> tuple[dict[str, Any], list[bytes]]:
    """One picture taken in, edited by a recipe, or only looked at."""
    if only_look:
        return {"looks": look_at(data, limits=limits)}, []
    return answer_for(take_in(data, limits=limits, recipe=None if recipe is None else recipe_of(recipe)))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    while True:
        try:
            head = read_head(requests)
            data = read_exactly(requests, head["bytes"])
        except EOFError:
            return
        limits = Limits(**head["limits"])
        try:
            result, blobs = work(data, limits, head.get("recipe"), only_look=bool(head.get("only_look")))
        except PhotoRefused as refusal:
            result, blobs = {"refused": refusal.code.value}, []
        except MemoryError:
            result, blobs = {"refused": Refusal.TOO_HEAVY.value}, []
        write_message(answers, {**result, "peak_memory": peak_memory()}, *blobs)


def main() -> None:
    """Set the limits, then serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes our input
    limit_memory(int(sys.argv[1]))
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not spoil an answer
    with answers, contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
