"""Documents an office has to write, drafted from what was read."""
