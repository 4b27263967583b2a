"""What the user gets."""
