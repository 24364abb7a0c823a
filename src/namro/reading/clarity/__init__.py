"""Clarity: which of the six clears a directive leaves open."""
