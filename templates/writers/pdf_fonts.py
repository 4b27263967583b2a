"""The fonts of drafted PDFs: one serif for the print, and others for the scripts it lacks.

All come with Python packages, so that a paper looks the same on every machine. The system's own
fonts are never used.
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

PLAIN, JAPANESE, KOREAN = "plain", "japanese", "korean"
_PACKAGES = (
    "fontpkg_noto_sans_arabic",
    "fontpkg_noto_sans_devanagari",
    "fontpkg_noto_sans_thai",
    "noto_cjk_sans_otc",
)
_LATIN = "Libertinus Serif"  # comes with the typesetter; it has Latin, Greek, Cyrillic and Hebrew
_OTHERS = ("Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Thai")
_LAST = ("New Computer Modern", "DejaVu Sans Mono")
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")


def families() -> dict[str, list[str]]:
    """The families tried for each letter in order: for most texts, for Japanese ones, for Korean ones."""
    east = {PLAIN: "Noto Sans CJK SC", JAPANESE: "Noto Sans CJK JP", KOREAN: "Noto Sans CJK KR"}
    return {name: [_LATIN, *_OTHERS, family, *_LAST] for name, family in east.items()}


def fonts_of(text: str) -> str:
    """Which of `families` a text is set in: Han characters have national shapes."""
    if _KANA.search(text):
        return JAPANESE
    return KOREAN if _HANGUL.search(text) else PLAIN


def runs_from_the_right(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left."""
    first = _LETTER.search(text)
    return first is not None and _RIGHT_TO_LEFT.match(first.group()) is not None


@cache
def fonts() -> typst.Fonts:
    """The fonts' files, looked up once."""
    paths = [Path(str(files(package))) for package in _PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)
