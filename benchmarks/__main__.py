"""`python3 start.py bench` runs every benchmark; `bench class_load --phones 20` one, with its options."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(arguments: list[str]) -> int:
    """Run the benchmark named first, else all of them one after the other; 1 when any of them fails."""
    names = sorted(
        path.stem for path in HERE.glob("*.py") if "\ndef main(" in path.read_text(encoding="utf-8")
    )
    names.remove("__main__")
    chosen, options = ([arguments[0]], arguments[1:]) if arguments else (names, [])
    if not set(chosen) <= set(names):
        sys.exit(f"There is no benchmark '{chosen[0]}'. There are: {', '.join(names)}.")
    failed = 0
    for name in chosen:
        print(f"== {name}", flush=True)
        failed |= (
            subprocess.call([sys.executable, "-m", f"benchmarks.{name}", *options], cwd=HERE.parent) != 0
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
