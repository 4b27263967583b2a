"""Documents with known truth."""
