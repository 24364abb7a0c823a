"""A step of building the package: the English of the pages is compiled, so that every install has it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Messages(BuildHookInterface[Any]):
    """Compiles every django.po."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run by hatchling before it gathers the files."""
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("messages", root / "tools" / "messages.py")
        if spec is None or spec.loader is None:
            raise RuntimeError("tools/messages.py is not there")
        messages = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(messages)
        messages.compile_all(root / "src" / "namro" / "office")
