"""The makers of the corpus."""
