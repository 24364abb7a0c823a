"""Directives: the register itself, its states, its actions and the official count."""
