"""Find the encoding of a text file and decode it: UTF-8, UTF-16 with its mark, GB18030, Big5."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from loaders.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000  # Bytes that decide between two encodings that both fit.
# The commonest characters of official Chinese, in both scripts: a text decoded wrongly hardly holds any.
_COMMON = frozenset(
    "的一是在不和有人大国國为為中对對会會发發以应應当當条條第政府管理工作产產业業识識知权權法律规規定行关關部门門市省本例"
)
_MOST_CONTROLS = 0.01


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def share_of_common(text: str) -> tuple[float, int]:
    """Return the share of the commonest of official texts among a text's Chinese characters, and how many there are.

    Both of its first 50,000 characters.
    """
    han = [character for character in text[:50_000] if character >= "\u2e80"]
    return (sum(character in _COMMON for character in han) / len(han) if han else 0.0), len(han)


def _choose(data: bytes, texts: dict[str, str]) -> tuple[str, str]:
    shares = {encoding: share_of_common(text)[0] for encoding, text in texts.items()}
    best = max(shares, key=lambda encoding: shares[encoding])
    if len(texts) > 1 and shares[best] < 2 * min(shares.values()):
        # Too few common characters to tell: the library weighs whole texts.
        guess = from_bytes(data[:_SAMPLE], cp_isolation=list(texts)).best()
        best = guess.encoding if guess and guess.encoding in texts else best
    return texts[best], best


def decode_text(data: bytes) -> tuple[str, str]:
    """The text of `data` and its encoding; UnreadableFile where it is no text in an encoding that we know."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _decode(data, encoding)
            if text is None:
                raise UnreadableFile(f"the file begins as {encoding} text but is not")
            return text, encoding
    if (text := _decode(data, "utf-8")) is not None:
        return text, "utf-8"
    texts = {name: text for name in ("gb18030", "big5hkscs") if (text := _decode(data, name)) is not None}
    if not texts:
        raise UnreadableFile("the text is in none of the encodings UTF-8, UTF-16, GB18030 and Big5")
    return _choose(data, texts)


_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
# A page that was cut or pasted together has a few; one that is of another encoding, a tenth of its characters.
_MOST_LOST = 0.01


def decode_page(data: bytes, media_type: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a web page, and a note where some of it could not be decoded. UnreadableFile where most could not.

    What the bytes are decides before what the page, or whoever sent it, says that they are.
    """
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return decode_text(data)[0], ()
    if (text := _decode(data, "utf-8")) is not None:
        return text, ()
    said = _CHARSET.search(media_type.encode()) or _CHARSET.search(data[:4096])
    name = said.group(1).decode("ascii", "replace").lower() if said else ""
    encoding = _DECLARED.get(name, "utf-8" if name in ("utf-8", "utf8") else "")
    if not encoding:
        return decode_text(data)[0], ()
    # Pages that declare the small sets use characters of the large one.
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > _MOST_LOST * len(text):
        return decode_text(data)[0], ()
    return text, (f"{lost:,} characters could not be decoded from {name}",) if lost else ()


def is_binary(text: str) -> bool:
    """Tell whether more than one character in a hundred is a control character: no text then, whatever its name."""
    sample = text[:1_000_000]
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in sample)
    return controls > _MOST_CONTROLS * len(sample)
