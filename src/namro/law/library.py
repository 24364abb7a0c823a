"""The acts Namro knows, and the one that holds on a day.

Drafts and acts whose day was not read are never chosen by the day alone: the caller names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from namro.errors import DataError, UsageError
from namro.law.acts import Act, Edition, Force, Goal
from namro.law.facts import Transition
from namro.law.loading import load_act


@dataclass(frozen=True, slots=True)
class Library:
    """A set of acts that do not contradict each other: at most one act in force sets a goal on any day."""

    acts: Mapping[str, Act]
    goals: frozenset[str] = field(init=False)
    """Every goal any act sets."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "goals", frozenset(goal for act in self.acts.values() for goal in act.goals))
        faults: list[tuple[int | str, str, str]] = []
        acts = [act for act in self.acts.values() if act.force is Force.LAW]
        for at, act in enumerate(acts):
            for other in acts[at + 1 :]:
                shared = set(act.goals) & set(other.goals)
                first = max(act.valid_from or date.min, other.valid_from or date.min)
                if shared and first <= min(act.valid_to or date.max, other.valid_to or date.max):
                    faults.append(
                        (act.id, f"and {other.id} both set {min(shared)} on {first}", "end one before the other begins")
                    )
        if faults:
            raise DataError("law/instruments", faults)

    def choose(self, goal: str, on: date, act: str | None = None) -> tuple[Act, Edition, Goal]:
        """The act, its edition and the goal as it stands on the day.

        Raises UsageError for an unknown goal or act, and where no act in force that day sets the goal.
        """
        if goal not in self.goals:
            raise UsageError("law-goal-unknown", goal=goal, known=", ".join(sorted(self.goals)))
        if act is not None and act not in self.acts:
            raise UsageError("law-act-unknown", act=act, known=", ".join(self.acts))
        asked = [self.acts[act]] if act else [a for a in self.acts.values() if a.force is Force.LAW]
        for candidate in asked:
            edition = candidate.edition(on)
            if edition is not None and goal in edition.goals:
                return candidate, edition, edition.goals[goal]
        known = "; ".join(_span(a) for a in self.acts.values() if goal in a.goals)
        raise UsageError("law-none-that-day", goal=goal, on=on.isoformat(), known=known)

    def transitions(self, on: date) -> tuple[Transition, ...]:
        """The class transitions of every act in force on the day."""
        editions = (act.edition(on) for act in self.acts.values() if act.force is Force.LAW)
        return tuple(change for edition in editions if edition for change in edition.transitions)


def load_library(folder: Traversable) -> Library:
    """Every act of a folder of instruments. Raises DataError for the first act with faults, all of them listed."""
    names = sorted(entry.name for entry in folder.iterdir() if entry.joinpath("thresholds.toml").is_file())
    return Library({n: load_act(n, folder.joinpath(n, "thresholds.toml").read_text("utf-8")) for n in names})


@cache
def library() -> Library:
    """The acts that come with Namro."""
    return load_library(files("namro.law").joinpath("instruments"))


def _span(act: Act) -> str:
    if act.force is not Force.LAW:
        return f"{act.id} ({act.force.value}: name it)"
    return f"{act.id} ({act.valid_from} – {act.valid_to or '…'})"
