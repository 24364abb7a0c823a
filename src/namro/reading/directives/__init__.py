"""Directives: work that somebody is told to do."""
