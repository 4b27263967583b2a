"""What the user got wrong in a call."""


class WrongCallError(Exception):
    """The call itself is wrong; the message names the option, key or path and what to do.

    Its first line goes on after "subdocs: "; exit status 2.
    """
