"""Arrays over segments as plain JSON values, exact to the last bit."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def pack(array: Array) -> dict[str, Any]:
    """Keep only the columns that are not all zero (most audiences are a few dozen segments)."""
    rows = np.atleast_2d(array)
    columns = np.flatnonzero(rows.any(axis=0))
    raw = base64.b64encode(np.ascontiguousarray(rows[:, columns], dtype="<f8").tobytes())
    return {"shape": list(array.shape), "columns": columns.tolist(), "f8": raw.decode("ascii")}


def unpack(data: Mapping[str, Any]) -> Array:
    """Read what :func:`pack` wrote."""
    shape = tuple(data["shape"])
    rows = np.zeros((1, *shape)[-2:])
    values = np.frombuffer(base64.b64decode(data["f8"]), dtype="<f8").astype(float)
    rows[:, data["columns"]] = values.reshape(rows.shape[0], len(data["columns"]))
    return rows.reshape(shape)
