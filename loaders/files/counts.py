"""Writes the numbers of lists as Word and browsers show them, in the formats that Chinese offices use."""

from __future__ import annotations

from collections.abc import Callable

# A list of Word's own ends at 32,767; beyond this a file only means to take memory.
MOST = 100_000
_HAN = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _digits(value: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(value))


def _tens(value: int) -> str:
    """十, 二十一; from a hundred on digit by digit, as Word counts in `chineseCounting`."""
    if value > 99:
        return _digits(value, _HAN)
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones or not tens else "")


def _group(value: int, digits: str, units: str) -> str:
    """A number below ten thousand: 一百零一, 一千零一十."""
    written, gap = "", False
    for power, unit in zip((1000, 100, 10, 1), units, strict=True):
        digit = value // power % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + unit.strip()
        gap = not digit
    return written


def _thousands(value: int, digits: str, units: str, myriad: str) -> str:
    high, low = divmod(value, 10_000)
    if not high:
        return _group(low, digits, units)
    gap = digits[0] if 0 < low < 1000 else ""
    return _group(high, digits, units) + myriad + gap + _group(low, digits, units)


def _chinese(value: int) -> str:
    written = _thousands(value, "零一二三四五六七八九", "千百十 ", "万")
    return written[1:] if written.startswith("一十") else written


def _japanese(value: int) -> str:
    """No 一 before 十, 百 and 千, and no zero between: 百一."""
    written = _thousands(value, " 一二三四五六七八九", "千百十 ", "万").replace(" ", "")
    return written.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _letters(value: int, first: str) -> str:
    """Word repeats the letter after Z: AA, BB."""
    rounds, at = divmod(value - 1, 26)
    return chr(ord(first) + at) * (rounds + 1) if rounds < 30 else str(value)


def _roman(value: int) -> str:
    if value > 9_999:
        return str(value)
    written = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        written += sign * count
    return written


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else str(value)


def _between(first: str, last: str) -> Callable[[int], str]:
    return _one_of("".join(map(chr, range(ord(first), ord(last) + 1))))


_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _tens,
    "taiwaneseCounting": _tens,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda value: _digits(value, _HAN),
    "taiwaneseDigital": lambda value: _digits(value, _HAN),
    "japaneseDigitalTenThousand": lambda value: _digits(value, _HAN),
    "japaneseCounting": _japanese,
    "japaneseLegal": lambda value: _thousands(value, " 壱弐参四伍六七八九", "阡百拾 ", "萬").replace(" ", ""),
    "chineseLegalSimplified": lambda value: _thousands(value, "零壹贰叁肆伍陆柒捌玖", "仟佰拾 ", "万"),
    "ideographLegalTraditional": lambda value: _thousands(value, "零壹貳參肆伍陸柒捌玖", "仟佰拾 ", "萬"),
    "ideographTraditional": _one_of(_HEAVENLY),
    "ideographZodiac": _one_of(_EARTHLY),
    "ideographZodiacTraditional": lambda value: _HEAVENLY[(value - 1) % 10] + _EARTHLY[(value - 1) % 12],
    "ideographEnclosedCircle": _between("㊀", "㊉"),
    "decimalEnclosedCircle": _between("①", "⑳"),
    "decimalEnclosedCircleChinese": _between("①", "⑳"),
    "decimalEnclosedParen": _between("⑴", "⒇"),
    "decimalEnclosedFullstop": _between("⒈", "⒛"),
    "decimalFullWidth": lambda value: _digits(value, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda value: _digits(value, "０１２３４５６７８９"),
    "decimalZero": lambda value: f"{value:02}",
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "upperLetter": lambda value: _letters(value, "A"),
    "lowerLetter": lambda value: _letters(value, "a"),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
}


def write_count(form: str, value: int) -> str:
    """The number as the format (Word's `w:numFmt`) writes it; a format without a writer here counts 1, 2, 3."""
    if form == "none":
        return ""
    writer = _WRITERS.get(form)
    # Below one no list of signs has any; Word falls back on digits too.
    return writer(value) if writer is not None and 0 < value <= MOST else str(value)
