"""Forty phones join within one minute, then all save at once, then all look at shops; on SQLite, as in a class.

``python3 start.py bench`` runs it; ``--phones`` and ``--minute`` change the size. Each phone keeps its connection,
cookie and form tokens as a browser would. The same run asks for a bare page (/sehat) under the same load, so that the
figures can be read against what the machine could do at all.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import threading
import time
from collections import defaultdict
from html import unescape
from urllib.parse import urlencode

from benchmarks.served import Server, percentile, serving

HIDDEN = re.compile(r'<input type="hidden" name="([\w]+)" value="([^"]*)"')

KEEP_ALIVE_SECONDS = 10.0


class Phone:
    """One browser: a connection kept open, cookies, and times of what was asked of it."""

    def __init__(self, server: Server, times: dict[str, list[float]], faults: list[str]) -> None:
        self.connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.last_used = time.monotonic()
        self.times, self.faults = times, faults

    def ask(
        self, kind: str, method: str, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, str, str]:
        """One request, timed; returns status, location and text."""
        send = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        body = None
        if form is not None:
            body = urlencode(form)
            send["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.last_used > KEEP_ALIVE_SECONDS:
            self.connection.close()  # as browsers do with a connection that has been idle
        self.last_used = time.monotonic()
        start = time.perf_counter()
        try:
            self.connection.request(method, path, body, send)
            response = self.connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except OSError as error:
            self.faults.append(f"{kind} {path}: {error}")
            self.connection.close()
            return 0, "", ""
        self.times[kind].append(1000 * (time.perf_counter() - start))
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";", 1)[0]
        if response.status >= 400 or response.status == 0:
            self.faults.append(f"{kind} {path}: {response.status}")
        return response.status, response.getheader("Location", ""), text

    def hidden(self, text: str) -> dict[str, str]:
        """The hidden fields of the page's last form of our own (token, keys, version)."""
        return {
            name: unescape(value)
            for name, value in HIDDEN.findall(text)
            if name in {"csrf_token", "submit_key", "version"}
        }


def open_class(server: Server, times: dict[str, list[float]], faults: list[str]) -> str:
    """Be the trainer: set-up link, name and password, first class. Returns the class code."""
    link = re.search(r"/pelatih/mulai/[\w-]+", server.printed)
    assert link, server.printed
    phone = Phone(server, times, faults)
    _, _, text = phone.ask("trainer", "GET", link[0])
    phone.ask(
        "trainer", "POST", link[0],
        phone.hidden(text) | {"name": "Bu Ani", "sign_in_name": "ani", "password": "pelatih-123", "password_again": "pelatih-123"},
    )  # fmt: skip
    _, _, text = phone.ask("trainer", "GET", "/pelatih/kelas/baru")
    form = phone.hidden(text) | {
        "name": "Kelas Beban", "wallet_start": "100000", "language": "id", "timezone": "Asia/Jakarta",
    }  # fmt: skip
    _, address, _ = phone.ask("trainer", "POST", "/pelatih/kelas/baru", form)
    _, _, text = phone.ask("trainer", "GET", address)
    code = re.search(r"/k/([A-Z0-9]{6})", text)
    assert code, "no class code on the class page"
    return code[1]


def join(phone: Phone, code: str, number: int) -> str:
    """Join and open a shop; returns the address of its first product's form."""
    _, _, text = phone.ask("view", "GET", f"/k/{code}")
    form = phone.hidden(text) | {"nickname": f"Peserta {number}", "consent": "y"}
    _, address, _ = phone.ask("join", "POST", f"/k/{code}", form)
    phone.ask("view", "GET", address)
    _, _, text = phone.ask("view", "GET", "/toko/buka")
    form = phone.hidden(text) | {"trade": TRADES[number % len(TRADES)], "name": f"Toko {number}"}
    phone.ask("open shop", "POST", "/toko/buka", form)
    _, _, text = phone.ask("view", "GET", "/toko")
    return re.search(r"/toko/produk/\d+", text)[0]


TRADES = ("camilan", "minuman", "kriya", "kain", "kebun", "wisata")


def together(work: list) -> None:
    """Run one thread a phone, all released at the same moment."""
    gate = threading.Barrier(len(work))

    def one(task) -> None:
        gate.wait()
        task()

    threads = [threading.Thread(target=one, args=(task,)) for task in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Run the class day in a minute and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, default=40)
    options.add_argument("--minute", type=float, default=60.0, help="seconds within which everybody joins")
    options.add_argument("--rounds", type=int, default=8, help="rounds of saving and of viewing")
    given = options.parse_args()
    times: dict[str, list[float]] = defaultdict(list)
    faults: list[str] = []
    memory: list[float] = []
    with serving("--no-demo") as server:
        code = open_class(server, times, faults)
        phones = [Phone(server, times, faults) for _ in range(given.phones)]
        products: dict[int, str] = {}

        def arrive(number: int) -> None:
            time.sleep(given.minute * number / given.phones)
            products[number] = join(phones[number], code, number)

        together([lambda number=number: arrive(number) for number in range(given.phones)])
        memory.append(server.memory_mib())
        forms: dict[int, dict[str, str]] = {}
        for number, phone in enumerate(phones):
            _, _, text = phone.ask("view", "GET", products[number])
            forms[number] = phone.hidden(text)

        def save(number: int, round_: int) -> None:
            form = forms[number] | {
                "name": f"Produk {number} ronde {round_}", "price": "18rb", "unit_cost": "11000", "stock": "20",
                "description": "Renyah dan wangi.", "save_key": f"{number}-{round_}",
            }  # fmt: skip
            status, _, text = phones[number].ask(
                "save", "POST", products[number], form, **{"X-Autosave": "1", "Accept": "application/json"}
            )
            if status == 200:
                forms[number]["version"] = str(json.loads(text)["version"])

        for round_ in range(given.rounds):
            together([lambda n=n, r=round_: save(n, r) for n in range(given.phones)])
        for phone in phones:
            _, _, text = phone.ask("view", "GET", "/toko")
            form = {name: value for name, value in phone.hidden(text).items() if name == "csrf_token"}
            phone.ask("show", "POST", "/toko/tampil", form)
        slugs = sorted(
            {
                slug
                for phone in phones
                for slug in re.findall(r"/t/([\w-]+)", phone.ask("view", "GET", "/toko")[2])
            }
        )
        for round_ in range(given.rounds):
            # In the first round every shop is opened by somebody for the first time, all at the same moment.
            kind = "shop page, first look" if round_ == 0 else "shop page"
            together([
                lambda n=n, r=round_, k=kind: phones[n].ask(k, "GET", f"/t/{slugs[(n * 7 + r) % len(slugs)]}")
                for n in range(given.phones)
            ])  # fmt: skip
            together([lambda n=n: phones[n].ask("home", "GET", "/beranda") for n in range(given.phones)])
            together([lambda n=n: phones[n].ask("bare page", "GET", "/sehat") for n in range(given.phones)])
        memory.append(server.memory_mib())
    print(f"| what ({given.phones} phones) | count | p50 ms | p95 ms | longest ms |")
    print("|---|---|---|---|---|")
    for kind in (
        "join",
        "open shop",
        "save",
        "shop page, first look",
        "shop page",
        "home",
        "view",
        "bare page",
    ):
        values = times[kind]
        print(
            f"| {kind} | {len(values)} | {percentile(values, 0.5):.0f} | {percentile(values, 0.95):.0f} | {max(values):.0f} |"
        )
    print(f"\nerrors: {len(faults)} {faults[:5]}; memory of server and photo workers: {max(memory):.0f} MiB")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
