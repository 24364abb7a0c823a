"""Names of the files that pages need: with a hash once they are collected, plain before.

A server collects them when it starts (`config/start.py`), so its pages name files that may be kept for a year. Tests
and a developer's server collect nothing and use the files where they lie.
"""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedOrPlain(CompressedManifestStaticFilesStorage):
    """The hashed name of a file that was collected, else its plain name."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name in the manifest; the plain one where there is none."""
        return super().stored_name(name) if self.hash_key(name) in self.hashed_files else name
