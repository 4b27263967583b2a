"""What the user got wrong in a call."""


class WrongCallError(Exception):
    """The call itself is wrong; the message names the option, key or path and what to do.

    Its first line goes on after "subdocs: "; exit status 2.
    """


def reason_of(error: OSError) -> str:
    """Why the system would not open or write a file, for brackets in a sentence."""
    return (error.strerror or type(error).__name__).lower()
