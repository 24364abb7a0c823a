"""Settings for all tests: nothing is timed, since a busy machine is no fault of the code."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("namro", deadline=None)
settings.load_profile("namro")
