"""Settings of all tests."""


def pytest_make_parametrize_id(config: object, val: object, argname: str) -> str | None:
    """Name files by their place in the list: made while tests are collected, their bytes may hold the time."""
    return argname if isinstance(val, bytes) else None
