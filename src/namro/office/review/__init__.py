"""The review desk: a person confirms what was read before it counts."""
