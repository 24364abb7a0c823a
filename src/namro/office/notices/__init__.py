"""Notices: files taken in, versions of a notice, and what was read in each."""
