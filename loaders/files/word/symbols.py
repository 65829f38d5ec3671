"""Reads the symbols that Word inserts by their place in a font."""

from __future__ import annotations

from collections.abc import Mapping

_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"  # From 0x80 on in the font Wingdings.
_BOXES = {0x6F: "□", 0xA8: "□", 0x52: "☑", 0xFE: "☑", 0xFC: "✓"}


def read_symbol(given: Mapping[str, str]) -> str:
    """Return what a `w:sym` shows; '' for an ornament, of which no character says what it is."""
    try:
        code = int(given.get("char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        if "wingdings" not in given.get("font", "").lower():
            return ""
        return (
            _CIRCLED[code - 0x80 : code - 0x7F]
            if code >= 0x80 and code - 0x80 < len(_CIRCLED)
            else _BOXES.get(code, "")
        )
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF else ""
