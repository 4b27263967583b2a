"""10,000 events of a ledger, timed from YAML text to the printed history: `python -m bench.replay [--events N]`.

Seven ledgers of invented events, each at a tenth, a quarter and the whole of N, so that the cost of one event can be
compared: where cost is linear, it stays the same.

- *issues*: shares sold below the price, one after the other;
- *mixed*: sales above and below the price, conversions, treasury shares, splits, dividends, options exercised: the
  price's fraction grows with every event;
- *dividends*: sales above and below the price by turns, and every twentieth event a stock dividend, after which the
  shares outstanding are a fraction: the price grows faster than in any ledger of life, to a million digits;
- *splits*: the same with a split of 2 for 1 as every twentieth: the price has hundreds of zeros;
- *declared*: sales below the price, dividends that the series shares in, conversions while they are unpaid, payments:
  the Liquidation Preference is as long a fraction as the price;
- *unpaid*: the same with forty dividends unpaid at a time: it joins the prices of all their days;
- *repriced*: as mixed, and every twentieth event changes or ends options (4E(3)), which goes through the ledger anew
  from their grant.

Seconds are processor seconds.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from checks.business_days import calendar
from checks.conversion.history import ConversionHistory
from checks.conversion.ledger import Ledger, parse_ledger
from checks.conversion.replay import replay
from pipeline.convert import Converted, to_json

HEAD = """series: Invented Series
issuer: {name: Invented Company, state: Nevada}
stated_value: "11.1111"
conversion_price: "0.0033"
designated_shares: "900000"
authorized_common: "900000000000000"
outstanding_common: "50000000"
issued: {date: 1990-01-02, shares: "900000"}
events:
"""
FIRST = date(1990, 1, 2)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.replay", description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=10_000, help="events of the longest ledger [default: 10,000]")
    most = parser.parse_args(arguments).events
    print(f"{'':<12}{'events':>8}{'read':>9}{'replay':>9}{'JSON':>9}{'together':>10}   milliseconds an event of replay")
    for name, make in (
        ("issues", issues),
        ("mixed", mixed),
        ("dividends", dividends),
        ("splits", splits),
        ("declared", declared),
        ("unpaid", unpaid),
        ("repriced", repriced),
    ):
        for count in (most // 10, most // 4, most):
            read, gone_through, printed = timed(make(count))
            print(
                f"{name:<12}{count:>8,}{read:>7.2f} s{gone_through:>7.2f} s{printed:>7.2f} s"
                f"{read + gone_through + printed:>8.2f} s   {gone_through / count * 1000:>8.3f}",
                flush=True,
            )


def timed(text: str) -> tuple[float, float, float]:
    """Seconds to read a ledger, to go through it, and to write its JSON."""
    begun = time.process_time()
    ledger: Ledger = parse_ledger(text, "bench.yaml")
    read = time.process_time()
    history: ConversionHistory = replay(ledger, calendar("federal-reserve"))
    gone_through = time.process_time()
    to_json(Converted(history, history.last, ()))
    return read - begun, gone_through - read, time.process_time() - gone_through


def issues(count: int) -> str:
    """Sales below the price."""
    return _ledger(count, lambda number, _random: f'event: issue, shares: "{1000 + number}", consideration: "1"')


def mixed(count: int) -> str:
    """Whatever adjusts or does not, but no replay."""
    return _ledger(count, _mixed)


def dividends(count: int) -> str:
    """Sales that adjust and such that do not, and stock dividends between them."""
    return _by_turns(count, 'event: stock_dividend, ratio: "1/20"')


def splits(count: int) -> str:
    """The same with splits."""
    return _by_turns(count, 'event: split, ratio: "2/1"')


def _by_turns(count: int, twentieth: str) -> str:
    def event(number: int, chance: random.Random) -> str:
        if number % 20 == 0:
            return twentieth
        shares = chance.randrange(1_000, 90_000)
        return f'event: issue, shares: "{shares}", consideration: "{shares if number % 2 else 0}"'

    return _ledger(count, event)


def declared(count: int) -> str:
    """Dividends of the series (2), one unpaid at a time, with a conversion while it is."""
    return _declared(count, unpaid_at_a_time=1)


def unpaid(count: int) -> str:
    """Dividends of the series (2), forty unpaid at a time."""
    return _declared(count, unpaid_at_a_time=40)


def _declared(count: int, unpaid_at_a_time: int) -> str:
    before = 4 * (unpaid_at_a_time - 1) + 2

    def event(number: int, _chance: random.Random) -> str:
        match number % 4:
            case 1:
                return f'event: issue, shares: "{1000 + number}", consideration: "1"'
            case 2:
                return 'event: dividend_declared, per_share: "0.00001"'
            case 3:
                return 'event: convert, holder: H-1, shares: "1"'
            case _:
                if number <= before:
                    return 'event: excluded_issue, shares: "10", clause: A'
                return f"event: dividend_paid, of: e{number - before}"

    return _ledger(count, event)


def repriced(count: int) -> str:
    """As mixed, with options that change and end."""

    def event(number: int, chance: random.Random) -> str:
        if number % 20 == 1:
            return 'event: options, shares: "100000", grant_price: "10", exercise_price: "0.00000001"'
        if number % 40 == 19:
            return f'event: reprice, of: e{number - 18}, exercise_price: "0.{chance.randrange(1, 9):010d}"'
        if number % 40 == 39:
            return f"event: expire, of: e{number - 38}"
        return _mixed(number, chance)

    return _ledger(count, event)


def _mixed(number: int, chance: random.Random) -> str:
    shares = chance.randrange(1_000, 9_000_000)
    match number % 8:
        case 0:
            return f'event: issue, shares: "{shares}", consideration: "{shares}"'
        case 1:
            return f'event: treasury_purchase, shares: "{shares % 100_000}"'
        case 2:
            return f'event: convert, holder: H-1, shares: "{number % 7 + 1}"'
        case 3 if number % 400 == 3:
            return 'event: stock_dividend, ratio: "1/20"'
        case 4 if number % 400 == 4:
            return 'event: distribution, fair_value: "50", market_price: "1"'
        case _:
            return f'event: issue, shares: "{shares}", consideration: "{shares % 97}"'


def _ledger(count: int, event: Callable[[int, random.Random], str]) -> str:
    chance = random.Random(count)
    lines = [
        f"  - {{id: e{number}, date: {FIRST + timedelta(days=number)}, {event(number, chance)}}}"
        for number in range(1, count + 1)
    ]
    return HEAD + "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
