"""Texts made to break the reader, and the target that looks for more."""
