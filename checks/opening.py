"""Why a file that somebody named could not be opened, and what to do."""


def why_not(error: OSError, what: str, name: str) -> str:
    """The end of a message that begins with the path.

    Args:
        error: What the system said.
        what: What the file is for: "ledger".
        name: What to name in its place: "ledger.yaml".
    """
    if isinstance(error, FileNotFoundError):
        return f"there is no such {what}. Name an existing {name}."
    if isinstance(error, IsADirectoryError):
        return f"this is a folder. Name the {name} in it."
    return f"the {what} cannot be read ({reason_of(error)})."


def reason_of(error: OSError) -> str:
    """Why the system would not open or write a file, for brackets in a sentence."""
    return (error.strerror or type(error).__name__).lower()
