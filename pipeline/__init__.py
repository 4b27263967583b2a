"""What the user runs."""
