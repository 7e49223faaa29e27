"""Which address phones can reach this laptop at, and a port to listen on. Works without internet."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
import struct
import sys
import threading
from collections.abc import Iterable
from typing import NamedTuple

ANY_ADDRESS = "0.0.0.0"  # noqa: S104  serving the class means listening on every interface
PORTS_TRIED = 20
BACKLOG = 1024
NAME_LOOKUP_S = 0.4

# Connecting a UDP socket sends nothing; it only asks the system from which address it would send. A laptop
# that is its own hotspot has no default route, so the networks hotspots use are asked for by name: Windows,
# Linux, macOS, Android, iPhone.
PROBES = (
    "192.168.255.254",
    "10.255.255.254",
    "172.31.255.254",
    "192.168.137.254",
    "10.42.0.254",
    "192.168.2.254",
    "192.168.43.254",
    "172.20.10.14",
    "192.168.0.254",
    "192.168.1.254",
)
VIRTUAL = (
    "docker",
    "br-",
    "veth",
    "virbr",
    "vbox",
    "vmnet",
    "tun",
    "tap",
    "wg",
    "tailscale",
    "zt",
    "utun",
    "cni",
)
SIOCGIFADDR = 0xC0206921 if sys.platform == "darwin" else 0x8915


class ListenError(Exception):
    """No port could be opened; ``code`` is "port-taken", "port-forbidden" or "host-unknown"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Candidate(NamedTuple):
    """An IPv4 address of this machine, with the interface's name where the system tells ("" where not)."""

    address: str
    interface: str = ""


def phone_addresses(host: str = ANY_ADDRESS) -> list[str]:
    """Addresses to try on a phone, the likeliest first; empty when only this laptop can reach us.

    ``host`` is what we listen on; anything but "every interface" decides the matter.
    """
    if host in (ANY_ADDRESS, "::", ""):
        return rank([*_routed(), *_by_interface(), *_by_name()])
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return []
    return [host]


def rank(candidates: Iterable[Candidate]) -> list[str]:
    """Candidates without repeats, the likeliest to be the class's Wi-Fi first.

    Home and router networks come before carrier and virtual ones; what is equal keeps its order.
    """
    interfaces: dict[str, str] = {}
    order: list[str] = []
    for address, interface in candidates:
        if address not in order:
            order.append(address)
        interfaces[address] = interfaces.get(address) or interface
    usable = [address for address in order if (_weight(address, interfaces[address])) is not None]
    return sorted(usable, key=lambda address: _weight(address, interfaces[address]) or 0)


def _weight(address: str, interface: str) -> int | None:
    """Lower is likelier; None for addresses no phone can use."""
    try:
        ip = ipaddress.IPv4Address(address)
    except ValueError:
        return None
    if ip.is_loopback or ip.is_unspecified or ip.is_multicast:
        return None
    if ip.is_link_local:
        return 4  # no router gave an address; phones on the same cable may still see it
    if interface.startswith(VIRTUAL) or address.startswith("172.17."):
        return 3
    return 0 if ip.is_private else 2


def _routed() -> list[Candidate]:
    found = []
    for probe in PROBES:
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.connect((probe, 9))
            found.append(Candidate(sock.getsockname()[0]))
    return found


def _by_interface() -> list[Candidate]:
    """Every interface with an IPv4 address (Linux and macOS)."""
    try:
        import fcntl
    except ImportError:
        return []
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        for _index, name in socket.if_nameindex():
            with contextlib.suppress(OSError):
                answer = fcntl.ioctl(sock.fileno(), SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                found.append(Candidate(socket.inet_ntoa(answer[20:24]), name))
    return found


def _by_name() -> list[Candidate]:
    """Addresses of our own host name; on Windows these are all. Never waits long for a name server."""
    found: list[str] = []

    def look_up() -> None:
        with contextlib.suppress(OSError):
            found.extend(socket.gethostbyname_ex(socket.gethostname())[2])

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(NAME_LOOKUP_S)
    return [Candidate(address) for address in list(found)]


def open_listener(host: str, port: int, tries: int = PORTS_TRIED) -> socket.socket:
    """A listening socket on ``port`` or the next free one; ask its ``getsockname()`` which.

    Port 0 takes any free port. Raises ListenError.
    """
    last = ListenError("port-taken")
    for attempt in range(port, min(port + tries, 65536)):
        try:
            return _listen(host, attempt)
        except PermissionError:
            # Windows keeps some high ports for itself; low ones belong to the administrator everywhere.
            if attempt < 1024:
                raise ListenError("port-forbidden") from None
            last = ListenError("port-forbidden")
        except socket.gaierror:
            raise ListenError("host-unknown") from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise ListenError("host-unknown") from error
            last = ListenError("port-taken")
    raise last


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There SO_REUSEADDR would let two classes share a port and lose requests.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _notice_lost_phones(sock)
        sock.bind((host, port))
        sock.listen(BACKLOG)
        sock.setblocking(False)
    except BaseException:
        sock.close()
        raise
    return sock


def _notice_lost_phones(sock: socket.socket) -> None:
    """A phone that walks out of the Wi-Fi says no goodbye: ask after 30 s of silence, give up after 60 s.

    Connections inherit this from the socket they arrive at.
    """
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (
        ("TCP_KEEPIDLE", 30),
        ("TCP_KEEPALIVE", 30),
        ("TCP_KEEPINTVL", 10),
        ("TCP_KEEPCNT", 3),
    ):
        if hasattr(socket, name):
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def url_of(address: str, port: int) -> str:
    """``http://address:port``, without the port when it is the usual one."""
    host = f"[{address}]" if ":" in address else address
    return f"http://{host}" if port == 80 else f"http://{host}:{port}"
