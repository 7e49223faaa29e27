"""What a phone keyboard can send for plain digits and letters, folded to one simple view."""

from __future__ import annotations

import unicodedata


def fold_typed(text: str) -> str:
    """Lower-case view of `text` for reading numbers: any decimal digit becomes 0-9, full-width letters
    become narrow, runs of spaces one space, invisible marks nothing.

    Not NFKC: that would read `15²` as 152.
    """
    out = []
    for char in text:
        if char.isdecimal():
            out.append(str(unicodedata.decimal(char)))
        elif char.isspace():
            out.append(" ")
        elif unicodedata.category(char) == "Cf":
            continue
        elif "\uff01" <= char <= "\uff5e":
            out.append(chr(ord(char) - 0xFEE0))
        else:
            out.append(char)
    return " ".join("".join(out).lower().split())
