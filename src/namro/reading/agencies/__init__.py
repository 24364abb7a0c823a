"""Agencies: who is named in a document."""
