"""Run every test on this machine: `python3 start.py test [pytest options]` calls this inside `.venv`.

Finds what the tests need from outside Python and says what it found: a Chromium (SANDBOX_TEST_BROWSER), the
second QR decoder's library, and a PostgreSQL on this machine (SANDBOX_TEST_DATABASE_URL). What is set in the
environment already is left alone.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from pathlib import Path

BROWSER_VARIABLE = "SANDBOX_TEST_BROWSER"
DATABASE_VARIABLE = "SANDBOX_TEST_DATABASE_URL"
BROWSER_NAMES = (
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "msedge",
    "chrome",
)
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_BROWSERS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
DOWNLOAD_SECONDS = 600
ANSWER_SECONDS = 30


def say(sentence: str) -> None:
    """Print one line at once."""
    print(sentence, flush=True)  # noqa: T201  a command line prints


def succeeds(command: list[str], seconds: int) -> bool:
    """Whether ``command`` ends well within ``seconds``; its output is shown only when it does not."""
    try:
        run = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"  {error}")
        return False
    if run.returncode != 0:
        say("  " + "\n  ".join(run.stdout.strip().splitlines()[-3:]))
    return run.returncode == 0


def installed_browsers() -> Iterator[str]:
    """Paths of Chromium's relatives on this machine, likely ones first."""
    yield from filter(None, map(shutil.which, BROWSER_NAMES))
    roots = [Path(os.environ[name]) for name in WINDOWS_ROOTS if name in os.environ]
    places = [*map(Path, MAC_BROWSERS), *(root / tail for root in roots for tail in WINDOWS_BROWSERS)]
    yield from (str(place) for place in places if place.exists())


def starts(browser: str) -> bool:
    """Whether ``browser`` is more than a stub. (On Windows it would open a window: there we trust it.)"""
    return os.name == "nt" or succeeds([browser, "--version"], ANSWER_SECONDS)


def playwright_browser() -> str | None:
    """Playwright's own Chromium, when it is there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def apt_install(package: str) -> bool:
    """Install a Debian package, where we are allowed to."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    if succeeds(install, DOWNLOAD_SECONDS):
        return True
    return succeeds(["apt-get", "update", "-q"], DOWNLOAD_SECONDS) and succeeds(install, DOWNLOAD_SECONDS)


def find_browser() -> str | None:
    """An installed browser, else Playwright's, else the system's package."""
    found = next(filter(starts, installed_browsers()), None) or playwright_browser()
    if found:
        return found
    say("No Chromium found; asking Playwright for one (at most 10 minutes) ...")
    if succeeds([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS):
        return playwright_browser()
    say("Playwright could not fetch one; trying the system's package (at most 10 minutes) ...")
    return shutil.which("chromium") if apt_install("chromium") else None


def find_postgresql() -> str | None:
    """URL of a PostgreSQL on this machine that lets us in without a password and make databases."""
    import psycopg

    for user in dict.fromkeys(("postgres", "root", getpass.getuser())):
        for name in ("test", "postgres"):
            url = f"postgresql://{user}@127.0.0.1:5432/{name}"
            try:
                with psycopg.connect(url, connect_timeout=3) as connection:
                    row = connection.execute(
                        "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                    ).fetchone()
            except psycopg.Error:
                continue
            if row == (True,):
                return url
    return None


def provide(variable: str, find: Callable[[], str | None]) -> str | None:
    """The value of ``variable``: set already, or found now."""
    if not os.environ.get(variable) and (found := find()):
        os.environ[variable] = found
    return os.environ.get(variable)


def main(arguments: list[str]) -> None:
    """Find everything, then become pytest."""
    browser = provide(BROWSER_VARIABLE, find_browser)
    if browser is None:
        sys.exit(
            f"The tests need a Chromium. Install one, or name it in {BROWSER_VARIABLE}, and run this again."
        )
    say(f"Browser: {browser}")
    if find_library("zbar") is None and sys.platform == "linux":
        say("The second QR decoder needs libzbar0; installing it ...")
        if not apt_install("libzbar0"):
            say("  Not possible here. Install the package libzbar0 (zbar on other systems).")
    database = provide(DATABASE_VARIABLE, find_postgresql)
    say(f"Databases: SQLite{' and PostgreSQL' if database else ' only (no PostgreSQL on this machine)'}")
    parallel = [] if "-n" in arguments or (os.cpu_count() or 1) < 2 else ["-n", "2"]
    command = [sys.executable, "-m", "pytest", *parallel, *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(sys.executable, command)  # noqa: S606  no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
