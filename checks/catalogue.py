"""Every rule, in the order of the public catalogue. Importing this closes the registry."""

from checks import (  # noqa: F401
    accreditation,
    accreditation_in_law,
    accreditation_today,
    bad_actors,
    batch,
    conversion_notices,
    dates,
    electronic_mail,
    fixed_text,
    identity,
    nasd,
    notice_dates,
    notices_together,
    share_math,
    signatures,
    signers,
    suitability,
    title,
    wire,
)
from checks.rule import REGISTRY, BatchRule, Rule

FAMILIES = ("ACC", "NSD", "BAD", "MTH", "SUI", "TTL", "SIG", "IDN", "EML", "DAT", "WIR", "FRM", "CNV", "OFF")


def _order(rule_id: str) -> tuple[int, str]:
    return FAMILIES.index(rule_id[:3]), rule_id


REGISTRY.closed = True
RULES: tuple[Rule, ...] = tuple(sorted(REGISTRY.rules.values(), key=lambda rule: _order(rule.id)))
BATCH_RULES: tuple[BatchRule, ...] = tuple(sorted(REGISTRY.batch_rules.values(), key=lambda rule: _order(rule.id)))
