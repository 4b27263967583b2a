"""The equity owners that a description under Category H names."""

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.answers.language import language, read
from extractors.names import is_entity_name, person
from templates.empty_answers import is_empty_answer
from templates.number_words import number_in_words

_ROLE = (
    r"(?:equity|beneficial|sole|managing|individual|general|limited|record|ultimate|only|unit|interest|membership|stock|"
    r"other|its|two|three|four|five|six)"
)
_OWNER = (
    r"(?:members?|shareholders?|stockholders?|share\s?holders?|partners?|owners?|principals?|unit\s?holders?|"
    r"equity\s?holders?)"
)
_BY = re.compile(
    r"\b(?:(?:wholly|solely|jointly|equally|entirely|beneficially|indirectly|directly|and)[- ]*)*"
    r"(?:owned|held|controlled|co-?owned|divided|split)\s*"
    r"(?:\(?[0-9.]+\s?%\s?\)?|[0-9]{1,2}/[0-9]{1,2}|equally|in equal shares|solely|entirely|jointly|100 percent|"
    r"[a-z]+ percent)*\s*"
    r"(?:by|between|among|amongst|to|:|as follows:?)\s*(?:its\s+[a-z ]+?(?:,|:)\s*)?",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"\b(?:{_ROLE}[\s,/-]+(?:and\s+)?)*{_OWNER}"
    r"(?:\s+(?:of|in)\s+(?:the\s+)?(?:llc|company|entity|partnership|corporation|fund|undersigned|it))?"
    r"(?:\s+\([0-9]+\))?(?:\s*(?:is|are|being|include[s]?|consist[s]?\s+of|comprise[s]?|namely|are:|[:=(\u2013-]|,(?=\s*[A-Z]))"
    r"\s*:?\s*(?:as follows:?\s*)?|\s+(?=(?-i:[A-Z][\w.]*\s+[A-Z])))",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"\s+(?:(?:each|both|together|jointly|equally|who|which|also)\s+)*(?:owns?|holds?|controls?)\b|"
    rf"\s+(?:is|are)\s+(?:(?:its|the|each|both|an?)\s+)*(?:{_ROLE}\s+)*{_OWNER}\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\(?\s*\b(?P<number>[0-9]{1,3}(?:\.[0-9]+)?|[0-9]{1,2}\s[0-9]/[0-9])\s?(?:%|percent\b|per cent\b)\s*"
    r"(?:interest|membership|ownership|owner|member|of)*\s*\)?"
    r"|\b(?P<words>[a-z]+(?:-[a-z]+)?)\s+(?:percent|per cent)\b(?:\s*\([0-9.]+%\))?",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:(?:each|both|all)\s+(?:of\s+(?:whom|which|them)\s+)?(?:is|are|being|an?|accredited)?.*$|"
    r"(?:is|are)\s+an?\s+accredited.*$|accredited(?:\s+investors?)?.*$|respectively|(?:who|which|whose|with|as)\s+.*$|"
    r"individually|husband\s+and\s+wife|as\s+to|in\s+equal\s+shares?.*$|equally|(?:owns?|holds?)\b.*$|"
    r"an?\s+(?:individual|delaware|nevada|new\s+york).*$|the\s+(?:sole|only|managing)\s+[a-z]+|jointly|"
    r"category\s+[A-G]\b.*$|net\s+worth.*$|by|owned|and|the\s+(?=[A-Z])|(?:is|are)\s+.*$|also|together|"
    r"(?:each|both|all)$|interests?|membership|ownership|balance|remaining|remainder|rest|his|her|"
    r"(?:[0-9,]+\s+)?(?:shares|units))\b|\$[0-9,.]+",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^(?:(?:executive|senior|vice|managing|general|founding)[\s-]+)*(?:president|secretary|treasurer|director|manager|ceo|cfo|coo|"
    r"chairman|member|partner|officer|chief \w+ officer|founder)$",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"^(?:(?:his|her|my|their)\s+)?(?:wife|husband|spouse|son|daughter|brother|sister|father|mother|partner)s?\b[\s,:]*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:others?|et\s+al\.?|various|several|certain|family\s+members|his\s+family|children|relatives|friends|employees|"
    r"investors\s+listed|see\s+attached|attached\s+list|list\s+attached|schedule|to\s+be\s+provided|undisclosed)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"^(?:jr|sr|ii|iii|iv|m\.?d|d\.?d\.?s|esq|ph\.?d|c\.?p\.?a|d\.?o|j\.?d|trustee|ttee)\.?$", re.IGNORECASE
)
_DESIGNATOR = re.compile(
    r"^(?:inc|incorporated|llc|l\.l\.c|ltd|l\.p|lp|llp|corp|p\.c|p\.a|n\.a|plc)\.?$", re.IGNORECASE
)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_COUNTED = re.compile(rf"\b(?P<count>two|three|four|five|six|[2-6])\s+(?:{_ROLE}\s+)*{_OWNER}\b", re.IGNORECASE)
_PARTICLE = r"(?:van|von|de|der|den|di|da|del|della|la|le|bin|ibn|al|el|st\.|ter|ten|dos|y)"
_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Hon|Rev|DR|MR|MRS|MS|Sir|Capt|Col)\.?\s+)*"
_CAP = r"(?:[^\W\d_a-zß-öø-ÿ][\w'’.-]*|[^\W\d_a-zß-öø-ÿ]\.?)"
_PERSON = re.compile(
    rf"{_TITLE}{_CAP}(?:\s+(?:{_PARTICLE}\s+)*{_CAP}){{1,4}}"
    r"(?:,?\s+(?:Jr|Sr|JR|SR|II|III|IV|M\.?D|Esq|CPA|Ph\.?D|D\.?D\.?S)\.?)*"
)
_TITLED = re.compile(rf"({_PERSON.pattern})\s*,\s*((?i:(?:(?:its|the)\s+)?(?:{_ROLE}\s+)*{_OWNER}))\b")
_NOT_NAMES = frozenset(
    {
        "delaware", "nevada", "new", "york", "limited", "liability", "company", "category", "accredited", "investor",
        "investors", "individual", "individuals", "owner", "owners", "member", "members", "partner", "partners",
        "shareholder", "shareholders", "series", "preferred", "stock", "the", "united", "states", "llc", "inc",
        "agreement", "copy", "section", "rule", "act", "regulation", "state", "california", "texas", "florida",
        "jersey", "each", "all", "me", "myself", "my", "us", "our",
    }
)  # fmt: skip
_SEPARATOR = re.compile(r"\s*[,;|/]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+|\s+[-\u2013]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners named, and whether these are all."""

    names: tuple[str, ...]
    """In the writer's words and order, each once."""
    complete: bool
    """False where words hint at more owners than are named ("and others", shares that do not add
    up to 100 %, "three members" and two names), a wife or child without a name, or words near the
    names that could not be read as names."""


def equity_owners(text: str) -> tuple[str, ...]:
    """The equity owners that a description names; () when it names none."""
    return owners(text).names


def owners(text: str) -> Owners:
    """Read who owns an entity.

    Names stand after "owned by", "members:", "sole member is" and the like, before "owns 50%", or
    beside a percentage. The entity's own name and a law it was made under are none of them.
    """
    apart = re.sub(r"(?<=[A-Za-z.)%])[ \t]*\n+[ \t]*(?=[A-Z0-9(])", _line_end, text)
    apart = re.sub(r"(?:(?<=\s)|^)\(?[0-9]{1,2}[.)]\s+(?=[A-Z])", "; ", apart)
    plain = read(re.sub(r"^\s*\(?describe entity\)?:?", "", apart, flags=re.IGNORECASE)).text
    if is_empty_answer(plain):
        return Owners((), complete=False)
    parts = _parts(plain)
    names, unread = _names([piece for part in parts for piece in _split(part)])
    if not names and not parts:
        return _without_cue(plain)
    return Owners(names, complete=bool(names) and not unread and _adds_up(plain, names) and not _OTHERS.search(plain))


def _without_cue(text: str) -> Owners:
    """Owners where no word announces them: persons alone, or each with "member" behind the name."""
    titled = [(m[1], m[2]) for m in _TITLED.finditer(text)]
    if titled:
        is_sole = len(titled) == 1 and "sole" in titled[0][1].lower()
        return Owners(tuple(dict.fromkeys(name for name, _ in titled)), complete=is_sole)
    names, unread = _names(_split(text))
    if unread or any(is_entity_name(name) for name in names):
        return Owners((), complete=False)
    return Owners(names, complete=bool(names))


def _line_end(match: re.Match[str]) -> str:
    """A separator where one name may end with its line, for a list without commas.

    A name broken over two lines falls apart by this, and is then reported as unread.
    """
    last = re.split(r"\s+", match.string[: match.start()].strip())[-1]
    return "; " if last[:1].isupper() or last[-1:] in "%)" else " "


def _parts(text: str) -> list[str]:
    """The stretches of a text that hold owners."""
    found = list[str]()
    for sentence in language()(text).sents:
        words = sentence.text
        starts = [(m.start(), m.end()) for pattern in (_BY, _LIST) for m in pattern.finditer(words)]
        starts = _kept(sorted(starts))
        for index, (_, end) in enumerate(starts):
            stop = starts[index + 1][0] if index + 1 < len(starts) else len(words)
            found.append(words[end:stop])
        head = words[: starts[0][0]] if starts else words
        owns = _OWNS.search(head)
        if owns:
            found.insert(
                len(found) - len(starts), _after_subject(head[: owns.start()]) + _rest_of_owning(head[owns.start() :])
            )
        elif not starts and _PERCENT.search(words):
            found.append(_without_subject(words))
        elif not starts and found and _PERSON.match(words) and len(words.split()) <= 6:
            found.append(words)
    return found


def _kept(starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = list[tuple[int, int]]()
    for start, end in starts:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _after_subject(text: str) -> str:
    """The owners before "own", without a clause on the entity before them."""
    return re.split(r"[;:]\s*|,\s+(?:of which|in which|where|whereof)\s+|\bwhich\b\s*", text)[-1]


def _rest_of_owning(text: str) -> str:
    """What follows "owns": only further owners with their shares ("A owns 60% and B owns 40%")."""
    rest = re.sub(r"^\s+\w+\s+", " ", text)
    return ", " + ", ".join(
        m[1] for m in re.finditer(rf"(?:,|;|\band)\s+({_PERSON.pattern})\s+(?:owns?|holds?|[0-9(])", rest)
    )


def _without_subject(text: str) -> str:
    """A list of shares without the entity it is about ("Doe LLC: A 50%, B 50%")."""
    head, separator, rest = text.partition(":")
    if separator and _PERCENT.search(rest) and not _PERCENT.search(head):
        return rest
    subject = re.match(r"[^,;(%0-9]*?\b(?:LLC|L\.L\.C\.|Inc\.?|LP|L\.P\.|Corp\.?|Company)\s*[-,(\u2013]+\s*", text)
    if subject and _PERCENT.search(text[subject.end() :]) and not re.match(r"[0-9]", text[subject.end() :]):
        return text[subject.end() :]
    return text


def _split(text: str) -> list[tuple[str, bool]]:
    """A stretch cut at commas, semicolons, "and" and percentages, names kept whole.

    Each piece comes with whether "and" alone joins it to the one before.
    """
    marked = re.sub(r"(?:^|\s)\(?[0-9]{1,2}[.)]\s+(?=[A-Z])", " ; ", _PERCENT.sub(" | ", text))
    marked = re.sub(r"\(([^()]*)\)", r" | \1 | ", marked)
    raw = _SEPARATOR.split(marked)
    separators = ["", *(found.strip().lower() for found in _SEPARATOR.findall(marked))]
    pieces = list[tuple[str, bool]]()
    for uncut, separator in zip(raw, separators, strict=True):
        piece = _without_full_stop(uncut)
        before = pieces[-1][0] if pieces else ""
        if not piece:
            continue
        if before and (_SUFFIX.match(piece) or _DESIGNATOR.match(piece)):
            pieces[-1] = (f"{before}, {piece}", pieces[-1][1])
        elif before and separator in ("&", "and") and _is_half_of_a_firm(before, piece):
            pieces[-1] = (f"{before} {separator} {piece}", pieces[-1][1])
        else:
            pieces.append((piece, separator in ("&", "and")))
    return pieces


def _without_full_stop(piece: str) -> str:
    """A piece without the full stop that ends a sentence; that of an abbreviation stays."""
    bare = piece.strip(" :-\u2013")
    abbreviated = re.search(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|Esq|Ph\.D|Bros))\.$", bare, re.IGNORECASE)
    return bare if abbreviated else bare.rstrip(" .:")


def _is_half_of_a_firm(before: str, after: str) -> bool:
    """Whether "Doe" and "Roe LLC" are one firm's name."""
    designated = re.search(
        r"\b(?:LLC|L\.L\.C|Inc|LP|L\.P|LLP|Corp|Co|Company|Sons|Associates|Partners|Holdings|Ltd)\b", after
    )
    return bool(designated) and (len(before.split()) == 1 or len(after.split()) == 1)


def _names(pieces: list[tuple[str, bool]]) -> tuple[tuple[str, ...], bool]:
    """The names among the pieces, and whether one could not be read."""
    names, unread, alone = list[str](), False, list[str]()
    for piece, is_joined in pieces:
        relation = _RELATION.match(piece)
        bare = _cleaned(piece[relation.end() :] if relation else piece)
        if not bare or _OFFICE.match(bare):
            unread = unread or bool(relation)
        elif _is_name(bare):
            shares_surname = is_joined and not is_entity_name(bare)
            names += [f"{given} {person(bare).last}" for given in alone if shares_surname]
            unread = unread or bool(alone and not shares_surname) or _may_be_two(bare)
            alone = []
            names.append(bare)
        elif relation and re.fullmatch(_CAP, bare) and names:
            names.append(f"{bare} {person(names[-1]).last}")
        elif re.fullmatch(rf"{_TITLE}{_CAP}(?:\s+[A-Z]\.?)?", bare) and bare.lower() not in _NOT_NAMES:
            alone.append(bare)
        else:
            unread = True
    return tuple(dict.fromkeys(names)), unread or bool(alone)


def _may_be_two(name: str) -> bool:
    """Whether so many full words stand in a person's name that it may be two names."""
    words = [word for word in re.findall(r"[^\W\d_]{3,}", name) if not re.fullmatch(_PARTICLE, word)]
    return len(words) >= 4 and not is_entity_name(name)


def _cleaned(piece: str) -> str:
    text = re.sub(r"\s+", " ", _NOISE.sub(" ", piece)).strip(" ,;:-\u2013")
    text = re.sub(r"^(?:by|to|of|for|are|is|and|its|the|namely|individuals?|persons?)\s+", "", text)
    text = re.sub(rf"^(?:(?:its|the|our)\s+)?(?:founders?|{_OWNER})\s+(?=[A-Z])", "", text)
    text = re.sub(r"^(?:[0-9]{1,2}[.)]|\([a-z0-9]\)|[a-z]\))\s*", "", text)
    return text.rstrip(" ,;:")


def _is_name(text: str) -> bool:
    words = re.findall(r"[\w'’.-]+", text)
    if not 2 <= len(words) <= 8 or all(word.lower().strip(".") in _NOT_NAMES for word in words):
        return False
    if is_entity_name(text):
        return text[0].isupper() and not re.match(r"(?:An?|This|Limited|Liability)\b", text)
    if any(word.lower().strip(".") in _NOT_NAMES for word in words):
        return False
    if _PERSON.fullmatch(text):
        return True
    return (
        text.islower()
        and not _OTHERS.search(text)
        and len(words) <= 4
        and all(re.fullmatch(r"[a-z'’.-]+", word) for word in words)
    )


def _adds_up(text: str, names: tuple[str, ...]) -> bool:
    """Whether the shares are about 100 %, where given, and a count of owners is met."""
    counted = _COUNTED.search(text)
    if counted and _COUNT[counted["count"].lower()] != len(names):
        return False
    shares = [share for match in _PERCENT.finditer(text) if (share := _share(match)) is not None]
    if not shares:
        return True
    each = re.search(r"\beach\b|\bapiece\b", text, re.IGNORECASE)
    total = shares[0] * len(names) if each and len(shares) == 1 else sum(shares, Decimal(0))
    return Decimal(99) <= total <= Decimal("100.5")


def _share(match: re.Match[str]) -> Decimal | None:
    if match["words"]:
        return number_in_words(match["words"])
    whole, _, fraction = match["number"].partition(" ")
    top, _, bottom = fraction.partition("/")
    return Decimal(whole) + (Decimal(top) / Decimal(bottom) if bottom and Decimal(bottom) else 0)
