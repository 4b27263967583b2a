"""Hiding tax ids and account numbers but for their last four digits."""

import re

_DASH = "[-\u2010-\u2015]"
_SSN_SHAPE = re.compile(rf"[0-9]{{3}}{_DASH}[0-9]{{2}}{_DASH}([0-9]{{4}})")
_EIN_SHAPE = re.compile(rf"[0-9]{{2}}{_DASH}[0-9]{{3}}([0-9]{{4}})")
_MASKED = re.compile(r"(?:[*xX•#]{3}[- ]?[*xX•#]{2}[- ]?|[*xX•#]{2}[- ]?[*xX•#]{3}|[*xX•#]{5,})[0-9]{4}")
_GAP = r"[-.\s\u2010-\u2015]"
_INSIDE = re.compile(
    rf"(?<![0-9])(?<![0-9]-)(?:"
    rf"(?P<ssn>[0-9]{{3}}\s?{_GAP}\s?[0-9]{{2}}\s?{_GAP}\s?(?P<a>[0-9]{{4}}))"
    rf"|(?P<ein>[0-9]{{2}}\s?{_GAP}\s?[0-9]{{3}}(?P<b>[0-9]{{4}}))"
    rf"|(?P<run>(?<![0-9]\.)[0-9]{{5}}(?P<c>[0-9]{{4}})))(?!-?[0-9])"
)


def mask(raw: str) -> str:
    """A tax id or account number fit to be shown: at most its last four digits.

    "***-**-6789" for the shape of a social security number, "**-***6789" for an employer's,
    "*****6789" otherwise, with a star for each letter or digit hidden. Words beside one of these
    shapes are kept. With four digits or fewer
    none is shown. Words without any digit ("applied for") stay as they are.
    """
    text = raw.strip()
    count = sum(c.isdigit() for c in text)
    if count == 0 or (count == 4 and _MASKED.search(text)):
        return text
    ssn, ein = _SSN_SHAPE.fullmatch(text), _EIN_SHAPE.fullmatch(text)
    if ssn:
        return f"***-**-{ssn[1]}"
    if ein:
        return f"**-***{ein[1]}"
    hidden = mask_tax_ids_in(text)
    if hidden != text and sum(c.isdigit() for c in hidden) == 4:
        return hidden
    signs = [c for c in text if c.isalnum()]
    if sum(c.isdigit() for c in signs) <= 4:
        # Words stay ("see W-9"); what holds no word may be a number of letters and digits.
        return re.sub(r"[0-9]" if re.search(r"[^\W\d_]{3}", text) else r"[^\W_]", "*", text)
    return "*" * (len(signs) - 4) + "".join(signs[-4:])


def mask_tax_ids_in(text: str) -> str:
    """The text with every number hidden that has the shape of a tax id.

    Nine digits as 3-2-4, 2-7 or in one run. ZIP codes (5-4), telephone numbers, decimals and amounts
    with commas stay.
    """

    def hide(match: re.Match[str]) -> str:
        if match["ssn"]:
            return f"***-**-{match['a']}"
        return f"**-***{match['b']}" if match["ein"] else f"*****{match['c']}"

    return _INSIDE.sub(hide, text)
