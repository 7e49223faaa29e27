"""What the server and its photo workers say to each other over pipes.

A message is a 4-byte length, a JSON head of that length, then the bytes the head announces. Nothing is
unpickled on either side: a worker taken over by a hostile picture can only send back numbers and bytes.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

LENGTH = struct.Struct(">I")


def read_exactly(stream: BinaryIO, count: int) -> bytes:
    """Read ``count`` bytes; raises EOFError when the other side is gone."""
    data = stream.read(count)
    if len(data) != count:
        raise EOFError
    return data


def read_head(stream: BinaryIO) -> dict[str, Any]:
    """Read one message head."""
    (length,) = LENGTH.unpack(read_exactly(stream, LENGTH.size))
    return json.loads(read_exactly(stream, length))


def write_message(stream: BinaryIO, head: dict[str, Any], *blobs: bytes) -> None:
    """Write one message and flush it."""
    text = json.dumps(head).encode()
    stream.write(LENGTH.pack(len(text)) + text)
    stream.writelines(blobs)
    stream.flush()
