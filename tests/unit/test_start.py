"""start.py and the command line: addresses, ports, environments, the sentences of foreseen trouble."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import start
from sandbox.cli import network
from sandbox.cli.network import Candidate, ListenError, open_listener, phone_addresses, rank, url_of
from sandbox.cli.single import AlreadyOpenError, DataFolderLock
from sandbox.lang.texts import catalogue
from tests import run as test_run

START = Path(start.__file__)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project beside start.py whose one dependency is a wheel on disk: nothing needs the network."""
    wheel = tmp_path / "probe-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("probe.py", "")
        archive.writestr("probe-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: probe\nVersion: 1.0")
        archive.writestr("probe-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("probe-1.0.dist-info/RECORD", "probe.py,,\n")
    (tmp_path / "pyproject.toml").write_text(
        f'[project]\ndependencies = ["probe @ {wheel.as_uri()}"]\n'
        '[project.optional-dependencies]\ntest = ["no-such-package-here"]\n'
    )
    (tmp_path / "constraints.txt").write_text("")
    monkeypatch.setattr(start, "ROOT", str(tmp_path))
    monkeypatch.setattr(start, "CONSTRAINTS", str(tmp_path / "constraints.txt"))
    return tmp_path


# -- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        ([], {}, "id", []),
        ([], {"LANG": "C.UTF-8"}, "id", []),
        ([], {"LANG": "en_GB.UTF-8"}, "en", []),
        ([], {"LC_ALL": "id_ID.UTF-8", "LANG": "en_GB.UTF-8"}, "id", []),
        (["--lang", "en", "serve", "--port", "9"], {"LANG": "id_ID"}, "en", ["serve", "--port", "9"]),
        (["serve", "--lang=id"], {"LANG": "en_US"}, "id", ["serve"]),
        (["--lang"], {}, "id", []),
    ],
)
def test_the_language_is_asked_for_or_the_locales_or_indonesian(
    arguments: list[str], environment: dict[str, str], language: str, rest: list[str]
) -> None:
    assert start.choose_language(arguments, environment) == (language, rest)


def test_every_sentence_exists_in_both_languages_with_the_same_facts() -> None:
    for key, (indonesian, english) in start.TEXTS.items():
        fields = [{part.split("}")[0] for part in text.split("{")[1:]} for text in (indonesian, english)]
        assert fields[0] == fields[1], key
        assert indonesian != english, key


def test_every_terminal_text_exists_in_both_languages() -> None:
    texts = {
        locale: {key for key in catalogue().ids(locale) if key.startswith("cli-")} for locale in ("id", "en")
    }
    assert texts["id"] == texts["en"]
    asked = [
        node.args[0]
        for path in (START.parent / "sandbox" / "cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("say", "stop", "note", "words")
        and node.args
    ]
    used = {f"cli-{arg.value}" for arg in asked if isinstance(arg, ast.Constant)}
    beginnings = tuple(f"cli-{arg.values[0].value}" for arg in asked if isinstance(arg, ast.JoinedStr))
    used |= {key for key in texts["id"] if key.startswith(beginnings)}
    codes = {"cli-port-taken", "cli-port-forbidden", "cli-host-unknown", "cli-phones"}
    codes |= {"cli-not-a-backup", "cli-damaged-backup", "cli-not-empty"}
    assert used | codes == texts["id"]


# -- start.py itself --------------------------------------------------------------------------------------


def test_start_parses_on_python_3_6_and_imports_only_the_standard_library() -> None:
    tree = ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 6))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_an_old_python_is_told_which_one_to_use() -> None:
    trouble = start.old_python_trouble((3, 8, 10), find=lambda name: name == "python3.12")
    assert start.describe(trouble, "en") == (
        "Lapak Latihan needs Python 3.11 or newer; this is Python 3.8.10. Run: python3.12 start.py"
    )
    trouble = start.old_python_trouble((3, 10, 1), find=lambda _name: None)
    assert "python.org" in start.describe(trouble, "id")
    assert start.old_python_trouble((3, 11, 0)) is None
    assert start.old_python_trouble((3, 14, 2)) is None


@pytest.mark.parametrize(
    ("output", "key"),
    [
        ("... NewConnectionError: Failed to establish a new connection: [Errno -3]", "no-network"),
        ("ERROR: Could not find a version that satisfies flask (from versions: none)", "no-network"),
        ("ReadTimeoutError: Read timed out.", "no-network"),
        ("OSError: [Errno 28] No space left on device", "disk-full"),
        ("ERROR: Failed building wheel for pyvips", "failed"),
    ],
)
def test_the_reason_of_a_failed_installation_is_read_from_its_output(output: str, key: str) -> None:
    assert start.explain(output, "the.log").key == key


def test_a_full_disk_and_a_folder_nobody_may_write_are_noticed_first(tmp_path: Path) -> None:
    start.check_room(str(tmp_path), 1)
    with pytest.raises(start.SetupError) as caught:
        start.check_room(str(tmp_path), 10**9)
    assert caught.value.key == "no-room"
    assert str(10**9) in start.describe(caught.value, "id")
    with pytest.raises(start.SetupError) as caught:
        start.check_room(str(tmp_path / "not-there"), 1)
    assert caught.value.key == "read-only"


def test_an_unknown_command_ends_in_one_sentence() -> None:
    done = subprocess.run(
        [sys.executable, str(START), "--lang", "en", "sell"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("There is no command 'sell'. There are: serve, test,")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.timeout(600)  # makes a real environment: seconds when the machine is idle
def test_an_environment_is_made_stamped_repaired_and_left_alone(project: Path, said: list[str]) -> None:
    venv = start.Environment(str(project / ".venv"), lambda key, **_facts: said.append(key))
    assert not venv.has("runtime")

    # What an interruption left behind is of no use; it is thrown away and made again.
    (project / ".venv").mkdir()
    (project / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    venv.prepare("runtime")
    assert venv.has("runtime")
    assert venv.version() == sys.version_info[:2]
    assert said == ["rebuild", "make-venv", "install", "placing", "installed"]

    said.clear()
    venv.prepare("runtime")
    assert said == []

    (project / "constraints.txt").write_text("# newer\n")
    assert not venv.has("runtime")

    # A cut-short installation is noticed and done again.
    Path(venv.stamp("runtime") + ".unfinished").touch()
    venv.prepare("runtime")
    assert said == ["resume", "install", "placing", "installed"]

    # What the network cannot give ends in a sentence, and is tried anew the next time.
    with pytest.raises(start.SetupError) as caught:
        venv.pip_install(["--no-index", "-c", start.CONSTRAINTS, *start.requirements("test")])
    assert caught.value.key == "no-network"
    assert not venv.has("test")

    Path(venv.python).unlink()
    assert not venv.has("runtime")
    assert not venv.works()


def test_the_stamp_does_not_outlive_the_python_it_was_made_with(project: Path) -> None:
    venv = start.Environment(str(project / ".venv"), lambda _key, **_facts: None)
    (project / ".venv" / "bin").mkdir(parents=True)
    assert venv.version() == (0, 0)
    (project / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.7\n")
    older = venv.fingerprint("runtime")
    (project / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.0\n")
    assert venv.version() == (3, 12)
    assert venv.fingerprint("runtime") != older


def test_what_is_handed_to_the_child_hides_other_projects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere/else")
    monkeypatch.setenv("PYTHONHOME", "/usr")
    variables = start.child_environment("en")
    assert variables["PYTHONPATH"] == str(START.parent)
    assert "PYTHONHOME" not in variables
    assert variables[start.LANGUAGE_VARIABLE] == "en"


def test_constraints_pin_every_dependency_exactly() -> None:
    lines = (START.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    pinned = {name.lower().replace("_", "-") for name in pins}
    for group in start.ROOM_MB:
        wanted = {name.partition("[")[0].lower().replace("_", "-") for name in start.requirements(group)}
        assert wanted <= pinned


# -- addresses --------------------------------------------------------------------------------------------


def test_the_class_wifi_comes_before_docker_and_carrier_addresses() -> None:
    found = rank(
        [
            Candidate("127.0.0.1", "lo"),
            Candidate("169.254.7.7", "eth0"),
            Candidate("172.17.0.1", "docker0"),
            Candidate("8.8.4.4", "ppp0"),
            Candidate("10.8.0.2"),
            Candidate("10.8.0.2", "tun0"),
            Candidate("192.168.1.23", "wlan0"),
            Candidate("192.168.1.23"),
            Candidate("::1", "lo"),
            Candidate(network.ANY_ADDRESS, "wlan1"),
        ]
    )
    assert found == ["192.168.1.23", "8.8.4.4", "172.17.0.1", "10.8.0.2", "169.254.7.7"]


def test_equally_likely_addresses_keep_their_order() -> None:
    assert rank([Candidate("192.168.43.2"), Candidate("10.42.0.1")]) == ["192.168.43.2", "10.42.0.1"]


def test_the_host_that_was_asked_for_decides() -> None:
    assert phone_addresses("192.168.5.5") == ["192.168.5.5"]
    assert phone_addresses("127.0.0.1") == []
    assert phone_addresses("localhost") == []


def test_every_address_found_on_this_machine_can_be_listened_on() -> None:
    for address in phone_addresses():
        open_listener(address, 0).close()


def test_a_default_port_is_not_written() -> None:
    assert url_of("192.168.1.2", 80) == "http://192.168.1.2"
    assert url_of("192.168.1.2", 8000) == "http://192.168.1.2:8000"
    assert url_of("fe80::1", 8000) == "http://[fe80::1]:8000"


# -- ports ------------------------------------------------------------------------------------------------


def test_a_taken_port_moves_to_the_next() -> None:
    with open_listener("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with open_listener("127.0.0.1", port) as second:
            assert port < second.getsockname()[1] < port + network.PORTS_TRIED


def test_when_every_port_is_taken_it_says_so() -> None:
    with open_listener("127.0.0.1", 0) as first, pytest.raises(ListenError) as caught:
        open_listener("127.0.0.1", first.getsockname()[1], tries=1)
    assert caught.value.code == "port-taken"


def test_an_address_of_another_machine_is_refused() -> None:
    for host in ("198.51.100.7", "no.such.host.invalid"):
        with pytest.raises(ListenError) as caught:
            open_listener(host, 0)
        assert caught.value.code == "host-unknown"


def test_connections_notice_phones_that_vanish() -> None:
    with open_listener("127.0.0.1", 0) as listener:
        listener.setblocking(True)
        with socket.create_connection(listener.getsockname()):
            accepted, _address = listener.accept()
            with accepted:
                assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1


# -- one class per folder ---------------------------------------------------------------------------------


def test_a_data_folder_is_served_once_and_tells_where(tmp_path: Path) -> None:
    holder = (
        "import sys, pathlib; from sandbox.cli.single import DataFolderLock;"
        "lock = DataFolderLock(pathlib.Path(sys.argv[1])); lock.acquire();"
        "lock.note_address('http://127.0.0.1:8000'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=START.parent,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(AlreadyOpenError) as caught:
            DataFolderLock(tmp_path).acquire()
        assert caught.value.address == "http://127.0.0.1:8000"
        other.kill()
    lock = DataFolderLock(tmp_path)
    lock.acquire()
    lock.release()


# -- the test command -------------------------------------------------------------------------------------


def test_what_is_set_already_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX_PROBE", "given")
    assert test_run.provide("SANDBOX_PROBE", lambda: "found") == "given"
    monkeypatch.delenv("SANDBOX_PROBE")
    assert test_run.provide("SANDBOX_PROBE", lambda: None) is None
    assert test_run.provide("SANDBOX_PROBE", lambda: "found") == "found"
    assert os.environ["SANDBOX_PROBE"] == "found"


def test_a_stub_is_not_taken_for_a_browser(tmp_path: Path) -> None:
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    assert not test_run.starts(str(stub))
    assert not test_run.starts(str(tmp_path / "absent"))


def test_ci_runs_what_the_readme_says() -> None:
    script = (START.parent / ".ci" / "run").read_text(encoding="utf-8").split("\n")
    assert script[-2] == "exec python3 start.py test"
    assert shutil.which("sh") is None or os.access(START.parent / ".ci" / "run", os.X_OK)
