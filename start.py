#!/usr/bin/env python3
"""Set up and run Lapak Latihan: `python3 start.py`. Standard library only.

    python3 start.py [serve] [--port N] [--host ADDRESS] [--data DIR] [--no-demo]
    python3 start.py test | lint | bench | pictures | lock
    python3 start.py trainer | database | demo | market     (see `python3 start.py trainer --help`)

Makes `.venv` beside this file, installs the versions pinned in constraints.txt, and hands over to the Python
in there. A stamp in `.venv` remembers what was installed, so the next start needs no network. This file also
has to parse on Python 3.6, where all it does is say which Python is needed.
"""

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
CONSTRAINTS = os.path.join(ROOT, "constraints.txt")
WINDOWS = os.name == "nt"
ROOM_MB = {"runtime": 500, "test": 900, "lint": 150, "bench": 150}
COMMANDS = ("serve", "test", "lint", "bench", "pictures", "lock", "trainer", "database", "demo", "market")
LANGUAGE_VARIABLE = "SANDBOX_TERMINAL_LANG"

TEXTS = {
    "old-python": (
        "Lapak Latihan membutuhkan Python {needed} atau lebih baru; ini Python {found}. {advice}",
        "Lapak Latihan needs Python {needed} or newer; this is Python {found}. {advice}",
    ),
    "other-python": ("Jalankan: {command}", "Run: {command}"),
    "get-python": (
        "Pasang versi baru dari python.org, lalu jalankan lagi.",
        "Install a newer one from python.org, then run this again.",
    ),
    "no-venv": (
        "Python ini tidak lengkap: bagian 'venv' belum ada. Pasang dulu dengan: {command}",
        "This Python is incomplete: its 'venv' part is missing. Install it first with: {command}",
    ),
    "read-only": (
        "Folder {folder} tidak bisa ditulisi. Pindahkan Lapak Latihan ke folder milikmu, misalnya Dokumen.",
        "The folder {folder} cannot be written to. Move Lapak Latihan to your own folder, such as Documents.",
    ),
    "no-room": (
        "Ruang disk tidak cukup: perlu {needed} MB, tersisa {free} MB. Kosongkan dulu, lalu jalankan lagi.",
        "Not enough disk space: {needed} MB are needed, {free} MB are left. Make room, then run this again.",
    ),
    "disk-full": (
        "Disk penuh sebelum pemasangan selesai. Kosongkan dulu, lalu jalankan lagi.",
        "The disk filled up before the installation was done. Make room, then run this again.",
    ),
    "no-network": (
        "Pemasangan pertama membutuhkan internet. Sambungkan dulu laptop ini, lalu jalankan lagi.",
        "The first installation needs the internet. Connect this laptop, then run this again.",
    ),
    "failed": (
        "Pemasangan gagal. Jalankan lagi; kalau tetap gagal, catatan lengkapnya ada di {log}.",
        "The installation failed. Run this again; if it fails again, the full record is in {log}.",
    ),
    "unknown": (
        "Perintah '{command}' tidak dikenal. Yang ada: {known}.",
        "There is no command '{command}'. There are: {known}.",
    ),
    "stopped": ("Dihentikan. Jalankan lagi untuk melanjutkan.", "Stopped. Run this again to continue."),
    "resume": ("Melanjutkan pemasangan yang terputus.", "Continuing an installation that was cut short."),
    "rebuild": ("Pemasangan lama rusak; dibuat ulang.", "The old installation is broken; remaking it."),
    "make-venv": ("Menyiapkan tempat kerja (.venv) ...", "Preparing the work place (.venv) ..."),
    "install": (
        "Mengunduh dan memasang bagian '{group}' (sekali saja, beberapa menit) ...",
        "Downloading and installing the part '{group}' (only once, a few minutes) ...",
    ),
    "fetching": ("  mengambil {name}", "  fetching {name}"),
    "placing": ("  memasang ...", "  putting in place ..."),
    "installed": ("  selesai.", "  done."),
    "lock-done": ("Versi baru ditulis ke {file}.", "New versions written to {file}."),
}

NETWORK_SIGNS = re.compile(
    r"Failed to establish|name resolution|getaddrinfo failed|NameResolutionError|NewConnectionError"
    r"|unreachable|ConnectTimeout|ReadTimeout|timed out|Connection refused|ProxyError|\(from versions: none\)"
)
ROOM_SIGNS = re.compile(r"No space left on device|\[Errno 28\]|not enough space on the disk|quota exceeded")

# Needed on Windows only, so the resolver of the machine that writes constraints.txt leaves it out.
ELSEWHERE = ("colorama",)


class SetupError(Exception):
    """Something the reader has to put right; shown as one sentence, then exit code 1."""

    def __init__(self, key, **facts):
        super().__init__(key)
        self.key = key
        self.facts = facts


def choose_language(arguments, environment):
    """Return (language, arguments without --lang): asked for, else the locale's, else Indonesian."""
    rest = []
    asked = None
    items = iter(arguments)
    for item in items:
        if item == "--lang":
            asked = next(items, None)
        elif item.startswith("--lang="):
            asked = item[len("--lang=") :]
        else:
            rest.append(item)
    if asked is None:
        names = [environment.get(name) for name in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")]
        asked = next((name for name in names if name), "")
    return ("en" if asked.lower().startswith("en") else "id"), rest


def text(key, language, **facts):
    """The sentence for ``key``."""
    return TEXTS[key][1 if language == "en" else 0].format(**facts)


def old_python_trouble(version, find=shutil.which):
    """A SetupError when ``version`` is too old, else None. Points at a newer Python when there is one."""
    if tuple(version[:2]) >= NEEDED:
        return None
    newer = ["python3.{}".format(minor) for minor in range(NEEDED[1] + 5, NEEDED[1] - 1, -1)]
    name = next((name for name in newer if find(name)), None)
    return SetupError(
        "old-python",
        needed=".".join(str(part) for part in NEEDED),
        found=".".join(str(part) for part in version[:3]),
        advice=("other-python", {"command": name + " start.py"}) if name else ("get-python", {}),
    )


def describe(trouble, language):
    """The sentence of a SetupError; facts that are themselves (key, facts) are put into words first."""
    facts = {
        name: text(fact[0], language, **fact[1]) if isinstance(fact, tuple) else fact
        for name, fact in trouble.facts.items()
    }
    return text(trouble.key, language, **facts)


def requirements(group):
    """Names and version ranges of a dependency group in pyproject.toml; "runtime" is what serving needs."""
    import tomllib

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    return project["dependencies"] if group == "runtime" else project["optional-dependencies"][group]


def read_or_empty(path):
    """The file's text, or nothing when it cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def check_room(folder, needed_mb):
    """Refuse a folder that cannot be written to, or a disk with too little room."""
    probe = os.path.join(folder, ".write-test")
    try:
        with open(probe, "w", encoding="ascii") as file:
            file.write("x")
        os.remove(probe)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SetupError("disk-full") from error
        raise SetupError("read-only", folder=folder) from error
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < needed_mb:
        raise SetupError("no-room", needed=needed_mb, free=free_mb)


def check_venv_module():
    """Debian and Ubuntu ship Python without the part that makes environments."""
    import importlib.util

    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    command = "sudo apt install python{}.{}-venv".format(*sys.version_info[:2])
    raise SetupError("no-venv", command=command if sys.platform == "linux" else "python.org")


def explain(output, log):
    """The SetupError behind the output of a failed installation."""
    if ROOM_SIGNS.search(output):
        return SetupError("disk-full")
    if NETWORK_SIGNS.search(output):
        return SetupError("no-network")
    return SetupError("failed", log=log)


class Environment:
    """A virtual environment in ``folder``; ``say(key, **facts)`` tells the reader what goes on."""

    def __init__(self, folder, say):
        self.folder = folder
        self.say = say
        self.python = os.path.join(folder, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))

    def facts(self):
        """The lines of pyvenv.cfg as a dictionary; empty when there is no environment."""
        lines = read_or_empty(os.path.join(self.folder, "pyvenv.cfg")).splitlines()
        return {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in lines)}

    def version(self):
        """(major, minor) of the Python inside; (0, 0) when there is none."""
        found = re.match(r"(\d+)\.(\d+)", self.facts().get("version", ""))
        return (int(found.group(1)), int(found.group(2))) if found else (0, 0)

    def stamp(self, group):
        """Where the fingerprint of an installed group is kept."""
        return os.path.join(self.folder, "lapak-{}.stamp".format(group))

    def fingerprint(self, group):
        """Changes whenever ``group`` has to be installed anew."""
        wanted = [read_or_empty(CONSTRAINTS), *sorted(requirements(group)), str(self.version())]
        return hashlib.sha256("\n".join(wanted).encode()).hexdigest()

    def has(self, group):
        """Whether ``group`` is ready for use. Needs no network and starts no other process."""
        return (
            os.path.exists(self.python)
            and os.path.isdir(self.facts().get("home", ""))
            and read_or_empty(self.stamp(group)) == self.fingerprint(group)
        )

    def works(self):
        """Whether the Python inside is new enough, starts, and finds pip."""
        if self.version() < NEEDED:
            return False
        command = [self.python, "-m", "pip", "--version"]
        try:
            return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

    def make(self):
        """See to it that the environment works; a broken one is thrown away first."""
        if os.path.isdir(self.folder):
            if self.works():
                return
            self.say("rebuild")
            shutil.rmtree(self.folder, ignore_errors=True)
        check_venv_module()
        self.say("make-venv")
        command = [sys.executable, "-m", "venv", self.folder]
        made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if made.returncode != 0 or not self.works():
            log = self.folder + ".log"
            with open(log, "wb") as file:
                file.write(made.stdout)
            raise explain(made.stdout.decode("utf-8", "replace"), log)

    def pip_install(self, arguments):
        """Run pip, telling what it is at; its whole output goes to a log. Raises SetupError."""
        log = os.path.join(self.folder, "install.log")
        command = [self.python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        command += ["--progress-bar", "off", "--retries", "2", *arguments]
        variables = dict(os.environ, PYTHONUNBUFFERED="1", PYTHONUTF8="1")
        output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
        with open(log, "w", encoding="utf-8") as record:  # noqa: SIM117  one statement is too new for 3.6
            with subprocess.Popen(command, env=variables, errors="replace", **output) as process:
                for line in process.stdout:
                    record.write(line)
                    if line.startswith("Collecting "):
                        self.say("fetching", name=line.split()[1])
                    elif line.startswith("Installing collected"):
                        self.say("placing")
        if process.returncode != 0:
            raise explain(read_or_empty(log), log)

    def prepare(self, *groups):
        """Bring ``groups`` to the pinned versions; does nothing when they are there already."""
        missing = [group for group in groups if not self.has(group)]
        if not missing:
            return
        check_room(ROOT, max(ROOM_MB[group] for group in missing))
        self.make()
        for group in missing:
            unfinished = self.stamp(group) + ".unfinished"
            # A cut-short installation leaves half-written packages that pip can neither trust nor remove.
            again = ["--ignore-installed"] if os.path.exists(unfinished) else []
            if again:
                self.say("resume")
            with open(unfinished, "w", encoding="ascii"):
                self.say("install", group=group)
            self.pip_install([*again, "-c", CONSTRAINTS, *requirements(group)])
            with open(self.stamp(group), "w", encoding="utf-8") as file:
                file.write(self.fingerprint(group))
            os.remove(unfinished)
            self.say("installed")


def child_environment(language):
    """Our variables for the Python in .venv: it finds this project, and nothing from elsewhere."""
    variables = dict(os.environ, PYTHONPATH=ROOT, PYTHONUTF8="1")
    variables.pop("PYTHONHOME", None)
    variables[LANGUAGE_VARIABLE] = language
    return variables


def hand_over(python, arguments, language, folder=None):
    """Become ``python``. -P keeps the folder we were called from off its search path."""
    command = [python, "-P", *arguments]
    variables = child_environment(language)
    if folder:
        os.chdir(folder)
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(python, command, variables)  # noqa: S606  no shell is wanted
    # Windows has no exec: wait, and leave Ctrl+C to the child, which hears it too.
    process = subprocess.Popen(command, env=variables)
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            continue


def lint(python, language):
    """Every check, even after one has failed; the exit code says whether all were content."""
    imports = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    checks = (["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-c", imports])
    variables = child_environment(language)
    codes = [subprocess.call([python, "-P", *check], cwd=ROOT, env=variables) for check in checks]
    sys.exit(1 if any(codes) else 0)


def lock(say):
    """Write constraints.txt anew: today's newest versions of everything, tried in an empty environment."""
    import tempfile

    check_room(ROOT, ROOM_MB["test"])
    with tempfile.TemporaryDirectory() as folder:
        trial = Environment(os.path.join(folder, "venv"), say)
        trial.make()
        trial.pip_install([*ELSEWHERE, *(name for group in ROOM_MB for name in requirements(group))])
        frozen = subprocess.run([trial.python, "-m", "pip", "freeze"], capture_output=True, check=True)
    with open(CONSTRAINTS, "w", encoding="utf-8", newline="\n") as file:
        file.write("# Exact versions of everything installed; written by `python3 start.py lock`.\n")
        file.write("\n".join(sorted(frozen.stdout.decode().split(), key=str.lower)) + "\n")
    say("lock-done", file=CONSTRAINTS)


def run(arguments, language, say):
    """Do what the command line asks for."""
    command, rest = "serve", arguments
    if arguments and not arguments[0].startswith("-"):
        command, rest = arguments[0], arguments[1:]
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return
    if command not in COMMANDS:
        raise SetupError("unknown", command=command, known=", ".join(COMMANDS))
    venv = Environment(os.path.join(ROOT, ".venv"), say)
    if command == "lock":
        lock(say)
    elif command == "test":
        venv.prepare("runtime", "test")
        hand_over(venv.python, [os.path.join("tests", "run.py"), *rest], language, folder=ROOT)
    elif command == "lint":
        venv.prepare("runtime", "lint")
        lint(venv.python, language)
    elif command == "bench":
        venv.prepare("runtime", "test", "bench")
        hand_over(venv.python, ["-m", "benchmarks", *rest], language, folder=ROOT)
    elif command == "pictures":
        venv.prepare("runtime", "test")
        hand_over(venv.python, ["-m", "docs.take_pictures"], language, folder=ROOT)
    else:
        venv.prepare("runtime")
        hand_over(venv.python, ["-m", "sandbox", command, *rest], language)


def main():
    """Run the command line; every foreseen trouble ends in one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    language, arguments = choose_language(sys.argv[1:], os.environ)

    def say(key, **facts):
        print(text(key, language, **facts), flush=True)

    try:
        trouble = old_python_trouble(sys.version_info)
        if trouble:
            raise trouble
        run(arguments, language, say)
    except SetupError as trouble:
        print(describe(trouble, language), file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\n" + text("stopped", language), file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
