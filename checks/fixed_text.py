"""Fixed text: the form itself, its wording, pages and tracked changes."""

from checks.parties import PARTY_FIELDS, kind_of_subscriber
from checks.rule import PASS, Context, Verdict, fail, review, rule
from extractors.record import Alteration, Record
