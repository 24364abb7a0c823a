"""Figures from files and into files: tidy and wide tables, PX, JSON-stat, SDMX, the ministry's FDI workbook, Parquet.

An import is all or nothing and adds vintages; what is wrong is named with its place, all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from namro.errors import UsageError
from namro.statistics.observations import Observation
from namro.statistics.sources.cubes import Cube, Dimension, cube_observations
from namro.statistics.sources.faults import Cell, Fault, ImportRefusedError
from namro.statistics.sources.fdi import read_fdi_workbook
from namro.statistics.sources.figures import RawFigure, Reading
from namro.statistics.sources.jsonstat import parse_jsonstat, read_jsonstat
from namro.statistics.sources.mapping import SenderMapping, SourceColumn, mapping_of, read_mapping, read_wide
from namro.statistics.sources.parquet import read_parquet, write_parquet
from namro.statistics.sources.px import parse_px, read_px
from namro.statistics.sources.sdmx import (
    SdmxFormat,
    SdmxTable,
    observation_table,
    read_sdmx_table,
    sdmx_observations,
    write_sdmx_table,
)
from namro.statistics.sources.tidy import csvw_metadata, read_tidy, tidy_text, write_sheet, write_tidy

__all__ = [
    "Cell",
    "Cube",
    "Dimension",
    "Fault",
    "ImportRefusedError",
    "RawFigure",
    "Reading",
    "SdmxFormat",
    "SdmxTable",
    "SenderMapping",
    "SourceColumn",
    "csvw_metadata",
    "cube_observations",
    "mapping_of",
    "observation_table",
    "parse_jsonstat",
    "parse_px",
    "read_fdi_workbook",
    "read_jsonstat",
    "read_mapping",
    "read_observations",
    "read_parquet",
    "read_px",
    "read_sdmx_table",
    "read_tidy",
    "read_wide",
    "sdmx_observations",
    "tidy_text",
    "write_observations",
    "write_parquet",
    "write_sdmx_table",
    "write_sheet",
    "write_tidy",
]

_READ = ".csv, .xlsx, .px, .json, .xml, .sdmx.csv, .parquet"
_WRITTEN = ".csv, .xlsx, .xml, .sdmx.csv, .parquet"


def read_observations(
    path: Path, mapping: SenderMapping | None = None, reading: Reading | None = None
) -> list[Observation]:
    """The observations of a file, by its name; a mapping tells how a sender's own table is read.

    Raises `ImportRefusedError`, `DocumentError`, `UsageError("format-unread")`.
    """
    name = path.name.lower()
    if name.endswith((".xml", ".sdmx.csv")):
        return sdmx_observations(read_sdmx_table(path), path.name, mapping)
    if name.endswith(".parquet"):
        return read_parquet(path)
    if name.endswith((".px", ".json")):
        if mapping is None:
            raise UsageError("mapping-needed", file=path.name)
        cube = read_px(path) if name.endswith(".px") else read_jsonstat(path)
        return cube_observations(cube, mapping, path.name)
    if name.endswith((".csv", ".tsv", ".xlsx", ".xlsm")):
        return read_tidy(path, reading) if mapping is None else read_wide(path, mapping)
    raise UsageError("format-unread", file=path.name, known=_READ)


def write_observations(observations: Iterable[Observation], path: Path) -> None:
    """Write observations in the format the name asks for. Raises `UsageError("format-unwritten")`."""
    name = path.name.lower()
    if name.endswith(".sdmx.csv"):
        write_sdmx_table(observation_table(observations), path, SdmxFormat.CSV_2)
    elif name.endswith(".xml"):
        write_sdmx_table(observation_table(observations), path, SdmxFormat.ML_30)
    elif name.endswith(".csv"):
        write_tidy(observations, path)
    elif name.endswith(".parquet"):
        write_parquet(observations, path)
    elif name.endswith(".xlsx"):
        write_sheet(observations, path)
    else:
        raise UsageError("format-unwritten", file=path.name, known=_WRITTEN)
