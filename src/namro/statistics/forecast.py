"""Forecasts of a yearly series with an interval: exponential smoothing or the last value, whichever erred less.

Each model is tried on the series' own past, one year ahead, and the smaller mean error decides; the error is part of
the answer. A short series is refused, not stretched. Does not know of mergers, policies or shocks to come.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import NormalDist, fmean

from namro.errors import UsageError
from namro.statistics.observations import Observation

FEWEST_YEARS = 8
_FIRST_TRAINED_ON = 5


class Model(StrEnum):
    """How the future is drawn."""

    LAST_VALUE = "last-value"  # the naive baseline: next year is as this one
    SMOOTHING = "exponential-smoothing"  # a level that follows the figures
    TREND = "smoothing-with-trend"  # the same with a damped trend


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """One year to come, with the interval it lies in at the forecast's level."""

    year: int
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """`errors` are the mean absolute errors of each model one year ahead, in the unit of the series."""

    model: Model
    level: Decimal
    points: tuple[ForecastPoint, ...]
    errors: dict[Model, Decimal]
    years: tuple[int, ...]


def forecast(years: Sequence[Observation], ahead: int, *, level: Decimal = Decimal("0.8")) -> Forecast:
    """The next years of a yearly series, in order and without gaps.

    Raises `UsageError("forecast-short")` below eight years or with a gap, `UsageError("extra-missing")` without
    statsmodels.
    """
    known = [seen for seen in years if seen.period.year is not None]
    numbers = [seen.period.ends.year for seen in known]
    whole = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if len(known) < FEWEST_YEARS or not whole:
        raise UsageError("forecast-short", known=len(known), needed=FEWEST_YEARS)
    values = [float(seen.value) for seen in known]
    errors = {model: _back_test(model, values) for model in Model}
    model = min(errors, key=lambda model: errors[model])
    places = max(0, *(-int(seen.value.as_tuple().exponent) for seen in known))
    step = Decimal(1).scaleb(-places)

    def exact(value: float) -> Decimal:
        return Decimal(repr(value)).quantize(step)

    drawn = _draw(model, values, ahead, float(level))
    points = tuple(
        ForecastPoint(numbers[-1] + n, exact(value), exact(low), exact(high))
        for n, (value, low, high) in enumerate(drawn, start=1)
    )
    rounded = {model: Decimal(repr(error)).quantize(step / 10) for model, error in errors.items()}
    return Forecast(model, level, points, rounded, tuple(numbers))


def _back_test(model: Model, values: list[float]) -> float:
    ends = range(_FIRST_TRAINED_ON, len(values))
    return fmean(abs(_draw(model, values[:end], 1, 0.8)[0][0] - values[end]) for end in ends)


def _draw(model: Model, values: list[float], ahead: int, level: float) -> list[tuple[float, float, float]]:
    if model is Model.LAST_VALUE:
        steps = [after - before for before, after in pairwise(values)]
        spread = fmean(step * step for step in steps) ** 0.5 * NormalDist().inv_cdf((1 + level) / 2)
        last = values[-1]
        return [(last, last - spread * n**0.5, last + spread * n**0.5) for n in range(1, ahead + 1)]
    try:
        from pandas import Series
        from statsmodels.tsa.exponential_smoothing.ets import ETSModel
    except ImportError:
        raise UsageError("extra-missing", extra="statistics", package="statsmodels") from None
    # Near one the optimiser is at ease; the figures themselves may be billions.
    scale = max(abs(value) for value in values) or 1.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fit that does not converge shows in its back-test
        trend = "add" if model is Model.TREND else None
        scaled = Series([value / scale for value in values])
        fit = ETSModel(scaled, error="add", trend=trend, damped_trend=trend is not None).fit(disp=False)
        size = len(values)
        frame = fit.get_prediction(start=size, end=size + ahead - 1).summary_frame(alpha=1 - level)
    columns = ("mean", "pi_lower", "pi_upper")
    rows = zip(*(frame[column].tolist() for column in columns), strict=True)
    return [(value * scale, low * scale, high * scale) for value, low, high in rows]
