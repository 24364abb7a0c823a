"""Series with vintages, ranks, pace and forecasts: the official figures, and what is known of them on a day."""

from namro.statistics.alerts import Alert, AlertKind, alerts
from namro.statistics.catalogue import (
    Aspect,
    Better,
    Indicator,
    MergeRule,
    Nature,
    Scope,
    SeriesKind,
    indicators,
    scopes,
    series_kind,
    series_kinds,
    series_of,
)
from namro.statistics.forecast import Forecast, forecast
from namro.statistics.goals import Goal, GoalBound, PlacedGoal, goals_for, placed_goals
from namro.statistics.merges import Merged, Refusal, merged_value, value_or_merged
from namro.statistics.observations import Confidence, Observation, ObservationStatus, Series, Store
from namro.statistics.pace import Pace, PaceMethod, PaceVerdict, mean_growth, pace
from namro.statistics.paths import Expectation, expected_path
from namro.statistics.periods import Period, PeriodKind
from namro.statistics.ranks import Field, Ranking, Standing, competition_ranks, nation_field, ranking, region_field
from namro.statistics.shipped import shipped_store

__all__ = [
    "Alert",
    "AlertKind",
    "Aspect",
    "Better",
    "Confidence",
    "Expectation",
    "Field",
    "Forecast",
    "Goal",
    "GoalBound",
    "Indicator",
    "MergeRule",
    "Merged",
    "Nature",
    "Observation",
    "ObservationStatus",
    "Pace",
    "PaceMethod",
    "PaceVerdict",
    "Period",
    "PeriodKind",
    "PlacedGoal",
    "Ranking",
    "Refusal",
    "Scope",
    "Series",
    "SeriesKind",
    "Standing",
    "Store",
    "alerts",
    "competition_ranks",
    "expected_path",
    "forecast",
    "goals_for",
    "indicators",
    "mean_growth",
    "merged_value",
    "nation_field",
    "pace",
    "placed_goals",
    "ranking",
    "region_field",
    "scopes",
    "series_kind",
    "series_kinds",
    "series_of",
    "shipped_store",
    "value_or_merged",
]
