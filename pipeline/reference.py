"""What there is: the rules, the forms and their fields, as text for the terminal."""

import difflib
import inspect
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.terminal import columns
from pipeline.wrong_call import WrongCallError

if TYPE_CHECKING:
    from checks.rule import BatchRule, Rule
    from templates.form import Field

WIDTH = 96


class UnknownNameError(WrongCallError):
    """There is no rule or form of that name; the message offers the nearest."""


def list_rules() -> str:
    """Every rule's id and title, in the order of the catalogue."""
    return columns(list(rule_titles().items()))


def rule_titles() -> dict[str, str]:
    """Every rule's title by its id."""
    return {rule.id: rule.title for rule in _rules()}


def explain_rule(id: str) -> str:
    """A rule's title, explanation, what it reads, its sources and what to do.

    Raises:
        UnknownNameError: There is no such rule.
    """
    rules = {rule.id: rule for rule in _rules()}
    rule = rules.get(id.strip().upper())
    if rule is None:
        raise UnknownNameError(_no_such("rule", id, rules, "subdocs rules"))
    parts = [f"{rule.id}  {rule.title}", textwrap.indent(inspect.cleandoc(rule.explanation), "  ")]
    reads = getattr(rule, "reads", None)  # a rule on the whole batch declares none
    what = "every document of the batch" if reads is None else ", ".join(reads) or "the document as a whole, no field"
    parts.append(_entry("Reads", what))
    parts.append(_entry("Sources", "; ".join(rule.cites) or "none"))
    parts.append(_entry("To do", rule.remedy))
    return "\n\n".join(parts)


def list_forms() -> str:
    """Every form's name, title and editions."""
    from templates.form import form_names, load_form  # noqa: PLC0415

    forms = [load_form(name) for name in form_names()]
    return columns([(form.name, form.title, "editions: " + ", ".join(form.editions)) for form in forms])


def list_fields(form: str) -> str:
    """A form's fields: name, type, place, what a choice offers, and which editions have it where not all do.

    Raises:
        UnknownNameError: There is no such form.
    """
    from templates.form import form_names, load_form  # noqa: PLC0415

    if form not in form_names():
        raise UnknownNameError(_no_such("form", form, form_names(), "subdocs forms"))
    return columns([(one.name, one.type, one.where, _told(one)) for one in load_form(form).fields.values()])


def _told(field: "Field") -> str:
    parts = [
        ", ".join(field.options),
        f"columns: {', '.join(field.columns)}" if field.columns else "",
        field.note,
        "may be left out" if field.is_optional else "",
        f"only in {', '.join(field.editions)}" if field.editions else "",
    ]
    return "; ".join(part for part in parts if part)


def _rules() -> "tuple[Rule | BatchRule, ...]":
    from checks.catalogue import BATCH_RULES, RULES  # noqa: PLC0415

    return (*RULES, *BATCH_RULES)


def _no_such(noun: str, name: str, known: Iterable[str], lister: str) -> str:
    known = {entry.casefold(): entry for entry in known}
    near = [known[entry] for entry in difflib.get_close_matches(name.casefold(), known, n=3, cutoff=0.6)]
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"there is no {noun} {name!r}.{meant} `{lister}` lists them."


def _entry(head: str, words: str) -> str:
    return textwrap.fill(
        words, WIDTH, initial_indent=f"  {head + ':':<9}", subsequent_indent=" " * 11, break_on_hyphens=False
    )
