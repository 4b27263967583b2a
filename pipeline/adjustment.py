"""The values of a notice of adjustment (4K), by the fields of its form."""

from checks.conversion.history import ConversionHistory
from checks.conversion.notice import notice_of_adjustment
from checks.conversion.refusal import LedgerError
from pipeline.wrong_call import WrongCallError

Value = str | list[str]


def adjustment_values(history: ConversionHistory, event: str | None = None) -> dict[str, Value]:
    """What the form `notice-of-adjustment` is filled with from a ledger; date, holder and signature are not in it.

    Args:
        history: The ledger gone through.
        event: The event's id; None takes the last that adjusted the price.

    Raises:
        WrongCallError: There is no such event, or it adjusted nothing.
    """
    try:
        notice = notice_of_adjustment(history, event)
    except LedgerError as error:
        raise WrongCallError(str(error)) from error
    method = [*notice.method, f"It takes effect {notice.takes_effect}."]
    method += [f"The certificate leaves this open: {point}" for point in notice.open_points]
    return {
        "adjustment.clause": notice.clause,
        "adjustment.effective_date": notice.effective.isoformat(),
        "adjustment.event": notice.event_in_words,
        "adjustment.price_before": notice.old_price_decimal,
        "adjustment.price_before_fraction": notice.old_price_fraction,
        "adjustment.price_after": notice.new_price_decimal,
        "adjustment.price_after_fraction": notice.new_price_fraction,
        "adjustment.shares_before": str(notice.old_common_per_thousand),
        "adjustment.shares_after": str(notice.new_common_per_thousand),
        "adjustment.method": method,
        "adjustment.facts": list(notice.facts),
    }
