"""Symbol fonts: what a letter set in Wingdings and its kin shows on paper.

Check boxes and ticks are drawn with letters of such fonts, so the bare text says `þ` or U+F0FE
where paper shows a ticked box. Every reader asks here; whatever shape of box a font has, the
answer is one of "☐" (empty), "☒" and "☑" (marked).
"""

import re

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""A picture letter that is none of those below: it stands there, and nobody may take it for a letter."""

_PRIVATE = 0xF000

_WINGDINGS = {
    0x20: " ", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x3F: "✍", 0x41: "✌", 0x45: "☜", 0x46: "☞",
    0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x79: "⍓", 0x7A: "⌘", 0x80: "⓪", 0x9E: "·", 0x9F: "•",
    0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xB5: "✪", 0xB6: "✰",
    0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)},
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: "•", 0x96: "●", 0x97: "●",
    0x98: "●", 0x99: "○", 0x9E: "◉", 0x9F: "▪", 0xA0: "▪", 0xA1: "■", 0xA2: "■", 0xA3: "☐", 0xA6: "☒",
}  # fmt: skip
_WINGDINGS_3 = {0x20: " ", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x75: "▶", 0x7D: "▶"}
_WEBDINGS = {0x20: " ", 0x3D: "■", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x34: "▶", 0x33: "◀"}
_MARLETT = {0x20: " ", 0x61: "✓", 0x62: "✓", 0x68: "●", 0x69: "●", 0x72: "✗"}
_ZAPF_DINGBATS = {
    0x20: " ", 0x25: "☎", 0x29: "✉", 0x33: "✓", 0x34: "✔", 0x35: "✕", 0x36: "✖", 0x37: "✗", 0x38: "✘", 0x48: "★",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x75: "◆", 0x76: "❖", 0xD5: "→",
    0xE4: "➤", **{0xAC + n: chr(0x2460 + n) for n in range(10)}, **{0xB6 + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
# The Symbol font keeps ASCII's figures and most of its punctuation, and sets Greek for letters.
_SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x40) if chr(code) not in "\"$'*-@"},
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x5B: "[", 0x5D: "]", 0x5F: "_", 0x7B: "{", 0x7C: "|",
    0x7D: "}", 0x7E: "∼", 0xA0: "€", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠",
    0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√",
    0xE2: "®", 0xE3: "©", 0xE4: "™", 0xF0: "",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}  # fmt: skip

_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings1": _WINGDINGS,
    "wingdings2": _WINGDINGS_2,
    "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "marlett": _MARLETT,
    "symbol": _SYMBOL,
    "symbolmt": _SYMBOL,
    "zapfdingbats": _ZAPF_DINGBATS,
    "itczapfdingbats": _ZAPF_DINGBATS,
    "dingbats": _ZAPF_DINGBATS,
    "monotypesorts": _ZAPF_DINGBATS,
}

# OpenSymbol, with which LibreOffice and OpenOffice draw what was set in Wingdings and Wingdings 2 where these are not
# installed: under the codes of those fonts, or under its own. It has no glyph of its own at U+F040 to U+F0FF.
_OPEN_SYMBOL = {
    0xE007: "✓", 0xE43A: "☐", 0xE43B: "☐", 0xE43C: "☐", 0xE43D: "☐", 0xE470: "☐", 0xE4C1: "✗", 0xE4C2: "✓", 0xE4C3: "☒",
    0xE4C4: "☑",
    0xE52E: "✗", 0xE52F: "✓", 0xE530: "☒", 0xE531: "☑", 0xE532: "☒", 0xE533: "☒", 0xE57C: "☐",
    0xF04F: "✗", 0xF050: "✓", 0xF051: "☒", 0xF052: "☑", 0xF053: "☒", 0xF054: "☒", 0xF0A3: "☐",
    0xF06F: "☐", 0xF070: "☐", 0xF071: "☐", 0xF072: "☐", 0xF0A8: "☐", 0xF0B7: "•", 0xF0FB: "✗", 0xF0FC: "✓", 0xF0FD: "☒",
    0xF0FE: "☑",
}  # fmt: skip
_BOX_EMS = 0.86
"""OpenSymbol's boxes are 0.88 ems wide and more; its diamond, its signs of the Symbol font are narrower."""

# Boxes that have a character of their own, each brought to the one of three that it shows.
_SHAPES = {
    **dict.fromkeys("□▢◻◽⬜❏❐❑❒🗆🞎🞏🞐○◯", "☐"),
    **dict.fromkeys("🗹✅", "☑"),
    **dict.fromkeys("⌧⮽🗵🗷⊠❎◉⦿", "☒"),
    "🗸": "✓",
    "🗴": "✗",
    "🗶": "✗",
}
# Private-use characters whose font is lost. Two fonts agree, or only one of them is ever used for this.
_LOST = {
    _PRIVATE + code: glyph
    for code, glyph in {
        0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x78: "☒",
        0xA3: "☐", 0xA7: "▪", 0xA8: "☐", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    }.items()
}  # fmt: skip
_LOST_LETTERS = {"þ": "☑", "ý": "☒", "¨": "☐"}
_ANYWHERE = str.maketrans({**{chr(code): glyph for code, glyph in _LOST.items()}, **_SHAPES, "¨": "☐"})
_LETTERS = str.maketrans(_LOST_LETTERS)
_MAY_HOLD_ONE = re.compile("[þý¨" + "".join(_SHAPES) + "".join(map(chr, _LOST)) + "]")
_BOXES = re.compile(r"[(\[][☐☒☑][)\]]|[☐☒☑]|(?:(?![(\[][☐☒☑][)\]])[^☐☒☑])+")
_BOX_BEFORE_WORD = re.compile(r"^([(\[]?)([þý])(?=[A-Z(\[_]|$)")
_BOX_AFTER_WORD = re.compile(r"(?<=[A-Z)\]_:])([þý])$")


def symbol(font: str, code: int) -> str | None:
    """The character that a code of a symbol font shows.

    Args:
        font: The font's name as the file has it ("Wingdings", "ABCDEF+Wingdings-Regular",
            "'Wingdings 2', serif").
        code: The character's code, either the byte (0xFE) or the byte in the private area (0xF0FE).

    Returns:
        None where the font is no symbol font, or the code is a character in its own right: the
        character stands as it is. UNKNOWN where the font shows a picture that has no name here.
    """
    table = _table(font)
    if table is None:
        return None
    byte = _byte(code)
    if byte is None:
        return None
    return table.get(byte, UNKNOWN if code <= 0xFF or code > _PRIVATE else None)


def open_symbol(font: str, code: int, wide: float) -> str | None:
    """The box, tick or cross that a private code of LibreOffice's symbol font shows.

    Args:
        font: The font's name as the file has it ("CAAAAA+OpenSymbol").
        code: The character's code as the file has it: the font's own, or that of the font it stands for.
        wide: The glyph's advance in ems. Boxes are wider than what other fonts have under their codes.

    Returns:
        None for every other font, and for codes under which the fonts that it stands for differ.
    """
    shown = _OPEN_SYMBOL.get(code) if _plain_name(font) in ("opensymbol", "starsymbol") else None
    return None if shown is not None and shown in "☐☒☑" and wide < _BOX_EMS else shown


def is_symbol_font(font: str) -> bool:
    """Whether letters in this font show pictures."""
    return _table(font) is not None


def plain_symbol(word: str) -> str:
    """The word, with a check box or tick whose font got lost, or of another shape, brought back.

    `þ`, `ý` and `¨` count as boxes only where they cannot be letters: alone, or against a word in
    capitals ("þYES"). Everything else stays as it is.
    """
    if not _MAY_HOLD_ONE.search(word):
        return word
    word = word.translate(_ANYWHERE)
    if not any(character.isalpha() and character not in _LOST_LETTERS for character in word):
        return word.translate(_LETTERS)
    word = _BOX_BEFORE_WORD.sub(lambda found: found[1] + _LOST_LETTERS[found[2]], word)
    return _BOX_AFTER_WORD.sub(lambda found: _LOST_LETTERS[found[1]], word)


def split_boxes(word: str) -> list[str]:
    """The word's parts, each check box a part of its own: "☒YES" is "☒" and "YES".

    A box in brackets keeps them ("[☒]"): they are its drawing. The parts joined are the word.
    """
    return _BOXES.findall(word)


def _table(font: str) -> dict[int, str] | None:
    """The font's table, its name freed of quotes, fallbacks, a PDF subset's tag and its style."""
    name = _plain_name(font)
    return _FONTS.get(name) or _FONTS.get(re.sub(r"(regular|normal|bold|italic|roman)+$", "", name))


def _plain_name(font: str) -> str:
    return re.sub(r"[^a-z0-9]", "", font.partition(",")[0].rpartition("+")[2].lower())


def _byte(code: int) -> int | None:
    """The font's own code: a byte, a byte in the private area, or a byte taken for Windows-1252."""
    if _PRIVATE < code <= _PRIVATE + 0xFF:
        return code - _PRIVATE
    if code <= 0xFF:
        return code
    try:
        return chr(code).encode("cp1252")[0]
    except (UnicodeEncodeError, ValueError):
        return None
