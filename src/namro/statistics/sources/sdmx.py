"""SDMX: data messages of SDMX-ML 2.1 and 3.0 and of SDMX-CSV, by `pysdmx`.

A message is kept as rows of text, so that nothing of a value is lost; `sdmx_observations` makes observations of the
rows a mapping asks for, `observation_table` makes the rows of our own structure. Does not fetch structures from
anywhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from namro.errors import DocumentError, UsageError
from namro.statistics.catalogue import Nature, series_kind
from namro.statistics.observations import Observation, ObservationStatus
from namro.statistics.periods import Period, PeriodKind
from namro.statistics.sources.faults import Cell
from namro.statistics.sources.figures import RawFigure, Reading, accept
from namro.statistics.sources.mapping import SenderMapping, base_fields

OWN_STRUCTURE = "DataStructure=NAMRO:OBSERVATIONS(1.0)"
"""The structure of what is written from observations."""

_DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "SCOPE", "VINTAGE", "TIME_PERIOD")
_ATTRIBUTES = ("OBS_STATUS", "UNIT_MEASURE", "PUBLISHED_ON", "SEEN_ON", "SOURCE", "CONFIDENCE")
# Attributes that the cross-domain concepts of SDMX fix; what else a message names is a dimension.
_CROSS_DOMAIN = ("UNIT_MULT", "UNIT_MEASURE", "BASE_PER", "DECIMALS", "TIME_FORMAT", "TITLE", "COMMENT", "CONF_STATUS")
_STATUS = {
    ObservationStatus.OFFICIAL: "A",
    ObservationStatus.PRELIMINARY: "P",
    ObservationStatus.ESTIMATE: "E",
    ObservationStatus.UNSTATED: "",
}
_FREQUENCY = {PeriodKind.YEAR: "A", PeriodKind.HALF: "S", PeriodKind.QUARTER: "Q", PeriodKind.MONTH: "M"}
_RANGE = re.compile(r"(?P<first>\d{4}-\d\d-\d\d)/P(?P<count>\d+)(?P<unit>[MD])")
# pysdmx 1.21 writes an attribute by Python's repr and turns every apostrophe into a quotation mark: what that would
# break (quotes, backslashes, no-break spaces) goes through it as a mark and becomes a character reference.
_UNSAFE = re.compile(r"""['"\\⟦⟧]|[^\S ]|\xad""")
_MARKED = re.compile("⟦([0-9a-f]+)⟧")
_OWN_READING = Reading(small_shares=True)
_NONE = "_Z"  # SDMX's "not applicable"


class SdmxFormat(StrEnum):
    """What can be written."""

    CSV_1 = "csv-1.0"
    CSV_2 = "csv-2.0"
    ML_21 = "ml-2.1"
    ML_30 = "ml-3.0"


@dataclass(frozen=True, slots=True)
class SdmxTable:
    """The rows of a data message, each a mapping of component to text; `structure` is its short URN."""

    structure: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]

    def records(self) -> Iterable[dict[str, str]]:
        """The rows as mappings."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def read_sdmx_table(path: Path) -> SdmxTable:
    """The first data set of a message. Raises `DocumentError("sdmx-invalid")`, `UsageError("extra-missing")`."""
    if not path.exists():
        raise DocumentError("file-missing", source=path)
    if path.suffix.lower() == ".csv":
        return _read_csv(path)
    try:
        from pysdmx import errors
        from pysdmx.io import read_sdmx
    except ImportError:
        raise _missing() from None
    try:
        data: Any = read_sdmx(path, validate=True).data
    except (errors.Invalid, errors.NotImplemented) as error:
        raise DocumentError("sdmx-invalid", source=path.name, problem=error) from None
    if not data:
        raise DocumentError("sdmx-invalid", source=path.name, problem="no data set")
    frame = data[0].data
    columns = tuple(str(name) for name in frame.columns)
    rows = [["" if _is_missing(cell) else str(cell) for cell in row] for row in frame.itertuples(index=False)]
    structure = data[0].structure if isinstance(data[0].structure, str) else data[0].structure.short_urn
    return SdmxTable(structure, columns, rows)


def write_sdmx_table(table: SdmxTable, path: Path, form: SdmxFormat) -> None:
    """Write a table as a message. Components other than the value, `OBS_*` and our attributes are dimensions."""
    try:
        import pandas
        from pysdmx.io import write_sdmx
        from pysdmx.io.format import Format
        from pysdmx.io.pd import PandasDataset
    except ImportError:
        raise _missing() from None
    formats = {
        SdmxFormat.CSV_1: Format.DATA_SDMX_CSV_1_0_0,
        SdmxFormat.CSV_2: Format.DATA_SDMX_CSV_2_0_0,
        SdmxFormat.ML_21: Format.DATA_SDMX_ML_2_1_STR,
        SdmxFormat.ML_30: Format.DATA_SDMX_ML_3_0,
    }
    marked = form in (SdmxFormat.ML_21, SdmxFormat.ML_30)
    rows = [[_UNSAFE.sub(_mark, cell) for cell in row] for row in table.rows] if marked else list(table.rows)
    frame = pandas.DataFrame(rows, columns=list(table.columns), dtype="string")
    text = str(write_sdmx(PandasDataset(structure=_schema(table, form), data=frame), formats[form]))
    path.write_text(_MARKED.sub(lambda mark: f"&#x{mark[1]};", text) if marked else text, "utf-8", newline="")


def observation_table(observations: Iterable[Observation]) -> SdmxTable:
    """Observations as rows of our structure.

    A period without a frequency of its own is a range ("2024-01-01/P9M"); a stock is its day. Vintages of one key are
    numbered in order, so that no key stands twice.
    """
    seen_keys: dict[tuple[object, ...], int] = {}
    rows = []
    for seen in sorted(observations, key=lambda item: (item.series, item.place, item.period.order, item.recency)):
        vintage = seen_keys[seen.key] = seen_keys.get(seen.key, 0) + 1
        frequency, time = time_period(seen.period)
        rows.append(
            [
                frequency,
                seen.place,
                seen.series,
                seen.scope or _NONE,
                str(vintage),
                time,
                f"{seen.value:f}",
                _STATUS[seen.status],
                seen.unit,
                seen.published_on.isoformat() if seen.published_on else "",
                seen.seen_on.isoformat() if seen.seen_on else "",
                seen.source,
                seen.confidence,
            ]
        )
    return SdmxTable(OWN_STRUCTURE, (*_DIMENSIONS, "OBS_VALUE", *_ATTRIBUTES), rows)


def sdmx_observations(table: SdmxTable, file: str, mapping: SenderMapping | None = None) -> list[Observation]:
    """The observations of a table: of our own structure, or of a sender's codes by a mapping's `series`.

    `UNIT_MULT` is multiplied in. Raises `ImportRefusedError` with all faults.
    """
    figures = []
    for number, row in enumerate(table.records(), start=1):
        code = row.get("INDICATOR", "")
        if mapping is not None and code not in mapping.series:
            continue
        fields: dict[str, Any] = {
            "indicator": mapping.series[code] if mapping else code,
            "place": mapping.names.get(row["REF_AREA"], row["REF_AREA"]) if mapping else row["REF_AREA"],
            "value": row["OBS_VALUE"],
            "unit": row.get("UNIT_MEASURE", "") if mapping is None else mapping.unit,
            "status": {"A": "official", "P": "preliminary", "E": "estimate"}.get(row.get("OBS_STATUS", ""), ""),
        }
        if mapping is None:
            scope = row.get("SCOPE", _NONE)
            fields["scope"] = "" if scope == _NONE else scope
            for name in ("PUBLISHED_ON", "SEEN_ON", "SOURCE", "CONFIDENCE"):
                fields[name.lower()] = row.get(name, "")
        else:
            fields |= base_fields(mapping)
            if row.get("UNIT_MULT") and row["OBS_VALUE"]:
                fields["value"] = f"{Decimal(row['OBS_VALUE']).scaleb(int(row['UNIT_MULT'])):f}"
        if not row["OBS_VALUE"]:
            continue
        fields["period"] = _period(row["TIME_PERIOD"], fields["indicator"])
        figures.append(RawFigure(Cell(number), fields))
    return accept(figures, file, mapping.reading if mapping else _OWN_READING)


def time_period(period: Period) -> tuple[str, str]:
    """Frequency and time period of SDMX.

    >>> time_period(Period.parse("2024-H1")), time_period(Period.parse("2024-9M"))
    (('S', '2024-S1'), ('_O', '2024-01-01/P9M'))
    """
    if period.begins is None:
        return "D", period.ends.isoformat()
    whole = (period.ends + timedelta(days=1)).day == 1
    if whole and period.kind in _FREQUENCY:
        return _FREQUENCY[period.kind], period.short.replace("-H", "-S")
    if whole and period.begins.day == 1:
        months = 12 * (period.ends.year - period.begins.year) + period.ends.month - period.begins.month + 1
        return "_O", f"{period.begins.isoformat()}/P{months}M"
    return "_O", f"{period.begins.isoformat()}/P{(period.ends - period.begins).days + 1}D"


def _period(text: str, series: str) -> Period | str:
    """A time period of SDMX; a single day is a stock for a series of stocks. Text that is none is left to be named."""
    if match := _RANGE.fullmatch(text):
        begins, count = date.fromisoformat(match["first"]), int(match["count"])
        if match["unit"] == "D":
            return Period(begins, begins + timedelta(days=count - 1))
        month = begins.month - 1 + count
        return Period(begins, date(begins.year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    try:
        period = Period.parse(text)
        stock = series_kind(series).nature is Nature.STOCK
    except UsageError:
        return text
    return Period(None, period.ends) if stock and period.begins == period.ends else period


def _mark(found: re.Match[str]) -> str:
    return f"⟦{ord(found[0]):x}⟧"


def _read_csv(path: Path) -> SdmxTable:
    """The table of an SDMX-CSV file, 1.0 (DATAFLOW) or 2.0 (STRUCTURE, STRUCTURE_ID, ACTION).

    Read here because pysdmx 1.21 takes the values through floats and loses the seventeenth digit.
    """
    try:
        head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    except (ValueError, UnicodeDecodeError) as error:
        raise DocumentError("sdmx-invalid", source=path.name, problem=type(error).__name__) from None
    leading = {"DATAFLOW": 1, "STRUCTURE": 3}.get(head[0], 0)
    if not leading or not rows or "OBS_VALUE" not in head:
        raise DocumentError("sdmx-invalid", source=path.name, problem="DATAFLOW, STRUCTURE, OBS_VALUE")
    kind = {"datastructure": "DataStructure", "dataflow": "Dataflow"}.get(rows[0][0].lower(), "Dataflow")
    structure = f"{kind}={rows[0][0 if leading == 1 else 1]}"
    return SdmxTable(structure, tuple(head[leading:]), [row[leading:] for row in rows])


def _schema(table: SdmxTable, form: SdmxFormat) -> Any:
    from pysdmx.model import Component, Components, Concept, DataType, Role, Schema

    context, _, rest = table.structure.partition("=")
    agency, name, version = re.fullmatch(r"([^:]+):([^(]+)\(([^)]+)\)", rest).groups()  # type: ignore[union-attr]
    components = []
    for column in table.columns:
        role = Role.MEASURE if column == "OBS_VALUE" else Role.DIMENSION
        if column in _ATTRIBUTES or column in _CROSS_DOMAIN or (column.startswith("OBS_") and column != "OBS_VALUE"):
            role = Role.ATTRIBUTE
        components.append(
            Component(
                id=column,
                required=role is not Role.ATTRIBUTE,
                role=role,
                concept=Concept(column, dtype=DataType.STRING),
                attachment_level="O" if role is Role.ATTRIBUTE else None,
            )
        )
    flow = form is SdmxFormat.CSV_1 or context == "Dataflow"  # CSV 1.0 knows data flows only
    return Schema("dataflow" if flow else "datastructure", agency, name, Components(components), version)


def _is_missing(cell: Any) -> bool:
    return cell is None or str(cell) in ("<NA>", "nan")


def _missing() -> UsageError:
    return UsageError("extra-missing", extra="statistics", package="pysdmx")
