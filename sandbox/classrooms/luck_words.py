"""The lucky word of a new class: two plain words that a trainer can read out to another class.

Not a secret: whoever knows it meets the same good and bad days in the practice market, which is what it is for.
"""

from __future__ import annotations

import secrets

WORDS = (
    "angin", "anggrek", "awan", "bambu", "batik", "bintang", "bulan", "bunga", "cempaka", "cengkih", "cermai", "danau",
    "delima", "durian", "elang", "embun", "fajar", "gading", "gula", "hujan", "ikan", "jagung", "jambu", "jati", "kapal",
    "kapas", "kelapa", "kemiri", "kenanga", "kenari", "kopi", "kunyit", "laut", "lebah", "lontar", "madu", "mangga",
    "manggis", "mawar", "melati", "merpati", "mutiara", "nanas", "nangka", "ombak", "padi", "pala", "pandan", "pasir",
    "payung", "pelangi", "perahu", "pinang", "rembulan", "rotan", "rusa", "sagu", "salak", "sawah", "senja", "serai",
    "sungai", "tenun", "teratai",
)  # fmt: skip
"""Short, known everywhere, kind, and told apart by ear."""


def lucky_words() -> str:
    """Two different words: ``kenari ombak``."""
    first = secrets.choice(WORDS)
    return f"{first} {secrets.choice([word for word in WORDS if word != first])}"
