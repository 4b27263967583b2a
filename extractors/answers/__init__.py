"""What the free-text answers of a form say."""
