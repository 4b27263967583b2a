"""Wire instructions: where the purchase price goes."""

import re
from collections.abc import Callable

from checks.addresses import plain_address
from checks.parties import is_missing, says_nothing
from checks.rule import PASS, Context, Verdict, not_applicable, review, rule
from extractors.identities import BankNumber, aba_number, bic, mask
from extractors.names import same_name
from extractors.record import Record

LABELS = {
    "wire.account_name": "account name",
    "wire.account_number": "account number",
    "wire.swift_code": "SWIFT code",
    "wire.aba_number": "ABA number",
    "wire.bank": "bank",
    "wire.address": "bank's address",
}


@rule(
    "WIR001",
    title="The wire instructions are not the offering's, or cannot be right",
    reads=tuple(LABELS),
    cites=("Section 1.1", "Section 3.1"),
    remedy="Please do not wire anything to this account. Call the company at a number you know, and have it confirm "
    "its wire instructions.",
)
def wire_instructions_are_the_companys(doc: Record, context: Context) -> Verdict:
    """The wire instructions are the offering's; the ABA number and the SWIFT code are well formed.

    Source: 1.1 and 3.1 (funds go to the Company's account of 1.1). The company fills these lines in
    before it sends the form out: other instructions may be a fraud. Compares only what the
    offering's `wire` holds; the ABA number's check digit and the SWIFT code's form (ISO 9362) are
    checked in any case. Not applicable where all lines are blank.
    Asks for review: an account number that is not the offering's; an ABA number with a wrong digit.
    """
    if all(_is_blank(doc, name) for name in LABELS):
        return not_applicable("The wire instructions are left blank.")
    wrong = {name: said for name in LABELS if (said := _what_is_wrong(doc, context, name))}
    if not wrong:
        return PASS
    return review(" ".join(wrong.values()), fields=tuple(wrong))


def _what_is_wrong(doc: Record, context: Context, name: str) -> str:
    label, written = LABELS[name], doc.text(name)
    key = name.removeprefix("wire.")
    due: str | None = getattr(context.offering.wire, key)
    if _is_blank(doc, name):
        raw = (doc.readings[name].raw or "").strip(" _")
        found = f'reads "{_shown(name, raw)}"' if raw else "is blank"
        return f"The {label} {found}, but the offering has one." if due else ""
    if not written:
        return ""
    said = []
    problems = {"wire.aba_number": _aba_problems, "wire.swift_code": _bic_problems}.get(name, _no_problems)(written)
    if problems:
        said.append(f'The {label} "{_shown(name, written)}" cannot be right. {" ".join(problems)}')
    if due and not SAME.get(name, _same_signs)(written, due):
        said.append(f'The {label} is "{_shown(name, written)}", but the offering\'s is "{_shown(name, due)}".')
    return " ".join(said)


def _is_blank(doc: Record, name: str) -> bool:
    return is_missing(doc, name) or says_nothing(doc.text(name) or "a value that is not read")


def _shown(name: str, written: str) -> str:
    return mask(written) if name == "wire.account_number" else " ".join(written.split())


def _aba_problems(written: str) -> tuple[str, ...]:
    return _problems(aba_number(written))


def _bic_problems(written: str) -> tuple[str, ...]:
    return _problems(bic(written))


def _no_problems(_written: str) -> tuple[str, ...]:
    return ()


def _problems(number: BankNumber) -> tuple[str, ...]:
    return number.problems + number.doubts


def _same_signs(one: str, other: str) -> bool:
    """Letter by letter, but for case, white space and punctuation."""
    first, second = (re.sub(r"[\W_]", "", text).upper() for text in (one, other))
    return first == second


def _same_numbers(read: Callable[[str], BankNumber]) -> Callable[[str, str], bool]:
    def same(one: str, other: str) -> bool:
        first, second = read(one).canonical, read(other).canonical
        if first is None or second is None:
            return _same_signs(one, other)
        # A SWIFT code's head office is written with XXX or without.
        return first.removesuffix("XXX") == second.removesuffix("XXX")

    return same


def _same_names(one: str, other: str) -> bool:
    return same_name(one, other) != "different" or _same_signs(one, other)


def _same_places(one: str, other: str) -> bool:
    return plain_address(one) == plain_address(other)


SAME: dict[str, Callable[[str, str], bool]] = {
    "wire.account_name": _same_names,
    "wire.bank": _same_names,
    "wire.address": _same_places,
    "wire.swift_code": _same_numbers(bic),
    "wire.aba_number": _same_numbers(aba_number),
}
