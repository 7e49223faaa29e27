"""`serve` as a trainer meets it: one real process, a real socket, Ctrl+C."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "sandbox", "--lang", "id"]


def test_a_class_is_opened_once_and_closed_with_ctrl_c(tmp_path: Path) -> None:
    serve = [*COMMAND, "serve", "--data", str(tmp_path), "--no-demo", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(
        serve, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    ) as opened:
        assert opened.stdout is not None
        said = ""
        for line in opened.stdout:
            said += line
            if "Ctrl+C" in line:
                break
        address = re.search(r"Di laptop ini:\s+(http://127\.0\.0\.1:\d+)\n", said)
        assert address, said
        assert re.search(re.escape(address[1]) + r"/pelatih/mulai/[\w-]{20,}\n", said)
        assert "HP belum bisa masuk" in said  # it listens on this laptop alone

        with urllib.request.urlopen(address[1] + "/", timeout=60) as answer:
            assert answer.status == 200
            assert b"<html" in answer.read()

        again = subprocess.run(serve, capture_output=True, text=True, cwd=ROOT, check=False)
        assert again.returncode == 1
        assert again.stderr == f"Kelas ini sudah terbuka di jendela lain: {address[1]}\n"

        opened.send_signal(signal.SIGINT)
        rest = opened.stdout.read()
        assert opened.wait(60) == 0
    assert rest.strip() == "Kelas ditutup. Semua tersimpan."
    assert (tmp_path / "lapak.log").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serve", "--workers", "2"], "Beberapa proses hanya untuk PostgreSQL"),
        (["serve", "--host", "198.51.100.7"], "Alamat 198.51.100.7 bukan alamat laptop ini"),
        (["database", "restore", "no-such-file.zip"], "no-such-file.zip tidak bisa dibaca atau ditulis"),
    ],
)
def test_what_cannot_be_done_ends_in_one_sentence(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    done = subprocess.run(
        [*COMMAND, *arguments, "--data", str(tmp_path)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
