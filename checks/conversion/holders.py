"""Who holds the series: further issues, transfers, the register, a split of the series itself (1, 4L(2), 4M)."""

from fractions import Fraction

from checks.conversion.book import Book, Outcome
from checks.conversion.events import IssuePreferred, RegisterRead, SplitPreferred, Transfer
from checks.conversion.figures import counted, dollars, result, term
from checks.conversion.refusal import Refusal


def issue_preferred(book: Book, event: IssuePreferred) -> Outcome:
    """More shares of the series, as far as designated; those converted may not be issued again (4M)."""
    if book.converted is not None:
        raise Refusal(f"the series converted automatically on {book.converted}; its shares may not be reissued (4M). "
                      "Remove this event.")  # fmt: skip
    free = book.designated - book.register.ever_issued
    if event.shares > free:
        raise Refusal(f"{counted(event.shares)} shares are issued, but of {counted(book.designated)} designated ones "
                      f"only {counted(free)} were never issued; converted shares are retired (4M). Correct the "
                      "number.")  # fmt: skip
    book.register.issue(event.holder, event.shares, book.moment)
    outcome = Outcome("4M")
    outcome.method.append(
        f"{counted(event.shares)} shares of the series are issued to {event.holder}; {counted(free - event.shares)} "
        "designated shares were never issued and remain."
    )
    outcome.facts.append(("Shares of the series issued", counted(event.shares)))
    if event.consideration is not None:
        outcome.facts.append(("Consideration", dollars(event.consideration)))
        if event.consideration < book.stated_value * event.shares:
            outcome.open_points.append(
                "4E(2): the series is itself convertible, and these shares were sold for less than their stated value; "
                "read: shares of the series are not counted as Convertible Securities, and nothing is adjusted."
            )
    return outcome


def transfer(book: Book, event: Transfer) -> Outcome:
    """Shares pass from one holder to another: nothing is computed but balances."""
    book.register.transfer(event.from_, event.to, event.shares, book.moment)
    for dividend in book.dividends.values():
        dividend.transfer(event.from_, event.to, event.shares)
    return Outcome(
        "register",
        [f"{event.from_} transfers {counted(event.shares)} shares of the series to {event.to}."],
        [("Shares of the series transferred", counted(event.shares))],
    )


def register(book: Book, event: RegisterRead) -> Outcome:
    """The register as it stands."""
    before = dict(book.register.balances)
    book.register.read(dict(event.holders), book.moment)
    for dividend in book.dividends.values():
        dividend.read(before, event.holders)
    facts = [(holder, counted(held)) for holder, held in event.holders.items()]
    return Outcome("register", [f"The register names {len(event.holders)} holders of the series."], facts)


def split_preferred(book: Book, event: SplitPreferred) -> Outcome:
    """The stated value is adjusted, so that all shares together convert into what they did (1)."""
    before = book.stated_value
    book.stated_value /= event.ratio
    book.unpaid /= event.ratio
    for dividend in book.dividends.values():
        dividend.split(event.ratio)
    book.designated *= event.ratio
    book.register.multiply(event.ratio, book.moment)
    outcome = Outcome("1")
    outcome.method.append("A split or combination of the series itself adjusts its stated value (1), not its price.")
    outcome.facts.append(("Shares of the series after for each before", str(Fraction(event.ratio))))
    outcome.formula = f"stated value {term(before)} ÷ {term(event.ratio)} = {result(book.stated_value)}"
    return outcome
