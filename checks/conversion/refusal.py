"""What stops the machine: a ledger that cannot be."""


class LedgerError(Exception):
    """The ledger cannot be; each line names the ledger, the event or key, what is wrong and what to do."""


class Refusal(Exception):  # noqa: N818 - it is raised inside the machine and leaves it as a LedgerError
    """One event cannot have happened as written: what is wrong and what to do, without the event's name."""
