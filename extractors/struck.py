"""Words of which a part is struck: where print that stays ends, and what is struck begins."""

_BEFORE, _AFTER = ("$", "€", "£", "#", ":", "=", "/"), ("(", ":", "=", "/")


def parts_from_struck(before: str, after: str) -> bool:
    """Whether two touching texts, one of them struck through, are words apart: "$" and "50,000.00", "5" and "(the".

    Letters and figures stay one word, which is then struck as a whole: that is stricter.
    """
    return before.endswith(_BEFORE) or after.startswith(_AFTER)
