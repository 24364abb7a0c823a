"""Build the table of shipped figures and the table of goals from the gathered files.

    python tools/build_observations.py [FOLDER]

FOLDER holds the gathered files (default: `data` in $SHARED, or in ../shared). Every figure is brought to its series
and base unit; notes and sentences stay out, and what cannot be placed is named on standard output. Figures that stand
only in a note of a gathered file are listed here, each with its source.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from namro.statistics.shipped import COLUMNS

HERE = Path(__file__).resolve().parent.parent
DATA = HERE / "src/namro/statistics/data"
SEEN_ON = "2026-11-22"
# Gathered code → (series, unit, factor to the base unit by the gathered unit's first word).
SERIES = {
    "grdp_growth": "grdp-growth",
    "gdp_growth": "gdp-growth",
    "grdp_growth_mean": "grdp-growth",
    "grdp_growth_rank": "grdp-growth-rank",
    "grdp_growth_rank_region": "grdp-growth-rank-region",
    "grdp_current_prices": "grdp",
    "grdp_per_capita": "grdp-per-capita",
    "grdp_per_capita_usd": "grdp-per-capita-usd",
    "contribution_to_national_growth": "growth-contribution",
    "population_average": "population",
    "area": "area",
    "urban_share": "urban-share",
    "total_fertility_rate": "fertility-rate",
    "life_expectancy": "life-expectancy",
    "fdi_registered_total": "fdi-registered",
    "fdi_cumulative_registered": "fdi-cumulative",
    "fdi_cumulative_projects": "fdi-projects",
    "fdi_new_registered_capital": "fdi-new",
    "fdi_new_projects": "fdi-projects-new",
    "fdi_adjusted_capital": "fdi-adjusted",
    "fdi_adjusted_projects": "fdi-projects-adjusted",
    "fdi_ma_value": "fdi-purchases",
    "fdi_ma_deals": "fdi-purchase-deals",
    "pci_score": "pci",
    "pci_rank": "pci-rank",
    "par_index": "par-index",
    "par_index_mean": "par-index-mean",
    "par_index_rank": "par-index-rank",
    "dti_value": "dti",
    "dti_provincial_mean": "dti-mean",
    "dti_rank": "dti-rank",
    "public_investment_disbursement": "disbursement-rate",
    "budget_revenue": "budget-revenue",
    "iip_growth": "iip-growth",
    "retail_growth": "retail-growth",
    "new_enterprises": "enterprises-new",
    **{f"papi_d{n}": f"papi-{n}" for n in range(1, 9)},
}
FACTORS = {"thousand billion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3}

# Days by which a source was public, read from the source's own words or from the stamp in its address.
PUBLISHED = {
    "seed": "2024-10-16",
    "kinhtedothi.vn (419567)": "2024-07-31",
    "cafef.vn 2025-07-25": "2025-07-25",
    "kinhtetieudung.vn 2024-10-20": "2024-10-20",
    "dantri.com.vn 20250109": "2025-01-09",
    "dantri.com.vn 20250112": "2025-01-12",
    "dantri.com.vn 20251021": "2025-10-21",
    "cafef.vn 188250110": "2025-01-10",
    "thanhnien.vn 185241214": "2024-12-14",
    "doanhnghieptiepthi.vn 161250406": "2025-04-06",
    "dautu.kinhtechungkhoan.vn 295302; cafef.vn 188250725": "2025-07-25",
    "baogialai.com.vn post568525": "2025-10-06",
    "ngaynay.vn post168289": "2026-01-11",
    "same as grdp_34_9m_2026": "2026-10-07",
    "tintuc.thuvienphapluat.com 97324": "2025-10-29",
}
FIRST_ESTIMATE_2024 = "2025-01-31"  # "first estimate (Jan 2025)": public by the end of that month

# Kinds of source, by the file they were gathered in.
CONFIDENCE = {
    "fdi_by_province": "official-copy",
    "papi_2015_2023": "official-copy",
    "population_area_2018_2022": "official-copy",
    "demography_34_2024": "official-copy",
    "grdp_34_backcast_2020_2024_2025": "official-copy",
    "grdp_population_34_2025": "official-copy",
    "dti": "official-copy",
    "grdp_per_capita_2018_2022": "secondary",
    "grdp_per_capita_2022_second_source": "secondary",
    "fdi_by_province_2015_2019_secondary": "secondary",
    "grdp_size_2024_partial": "secondary",
    "pci_partial": "official-copy",
    "seed_binh_duong": "notice",
}
DECK = "ttttthai/vietnam-dashboard vn_deck example_deck.py, 2026-10-07"
FDI_TOTAL = "Foreign Investment Agency, national total of the year as published, to two decimals of a million"
SEED = "Thông báo 465/TB-VPCP (2024-10-16)"

# Figures that stand in a note of a gathered row: series, place, period, value, scope, status, published on, source,
# confidence.
IN_NOTES = [
    (
        "grdp-growth",
        "GSO63-77",
        "2024-H1",
        "9.18",
        "without-oil-gas",
        "estimate",
        "",
        "vnbiznews.com pid1989180597, Tổng cục Thống kê",
        "press",
    ),
    (
        "gdp-growth",
        "VN",
        "2024-H1",
        "6.42",
        "",
        "estimate",
        "2024-07-31",
        "soha.vn 2024-07 (Tổng cục Thống kê)",
        "press",
    ),
    ("gdp-growth", "VN", "2024-H1", "6.42", "", "estimate", "", "kinhtedothi.vn", "press"),
    ("gdp-growth", "VN", "2024-H1", "6.43", "", "estimate", "", "mekongasean.vn", "press"),
    ("gdp-growth", "VN", "2024", "7.04", "", "preliminary", "2026-10-07", DECK, "press"),
    ("grdp-growth", "GSO34-51", "2025", "10.02", "", "estimate", "", "znews.vn, dantri.com.vn", "press"),
    ("disbursement-rate", "VN", "2023", "93.12", "pm-plan", "", "2026-10-07", DECK, "press"),
    (
        "disbursed",
        "VN",
        "2026-9M",
        "643000000000000",
        "",
        "estimate",
        "",
        "ttttthai/vietnam-dashboard data/flourish/public_investment_9m.csv",
        "press",
    ),
    (
        "disbursed",
        "GSO63-38",
        "2024-11M",
        "10300000000000",
        "",
        "estimate",
        "2024-12-14",
        "thanhnien.vn 185241214143027124",
        "press",
    ),
    ("fdi-registered", "VN", "2022-01-01/2022-12-20", "27718130000", "", "", "", FDI_TOTAL, "official-copy"),
    ("fdi-registered", "VN", "2023-01-01/2023-12-20", "36607630000", "", "", "", FDI_TOTAL, "official-copy"),
    ("fdi-growth", "GSO63-74", "2024-8M", "4.7", "", "", "2024-10-16", SEED, "notice"),
]
# In the gathered PAPI table these years hold the same figures for every province and dimension.
REPEATED_PAPI = ("2019", "2020", "2021")
# Rows whose source column names two sources, or whose sentence was mangled: listed above, or left out.
LEFT_OUT = {
    ("gdp_growth", "VN", "2024-01/2024-06"): "two sources in one row; stands in IN_NOTES one by one",
    ("budget_revenue", "GSO63-74", "2024 (months not written)"): "the period is not written",
    ("retail_growth", "GSO63-74", "2024-01/2024-08"): "the period is not written",
    ("fdi_registered_total", "GSO63-74", "2024-01/2024-08"): "a bound, not a figure",
    ("new_enterprises", "GSO63-74", "2024-01/2024-08"): "a bound, not a figure",
}


def main() -> int:
    """Write both tables; print what was left out and the counts."""
    shared = Path(os.environ.get("SHARED", HERE.parent / "shared"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "data"
    rows, left = [], Counter()
    for path in sorted(folder.glob("*.csv")):
        name = path.stem
        if name.startswith(("provinces_", "mapping_", "targets_")):
            continue
        for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
            made = observation(name, row, left)
            if made:
                rows.append(made)
    units = {row["code"]: row["unit"] for row in csv.DictReader((DATA / "series.csv").open(encoding="utf-8"))}
    for series, place, period, value, scope, status, published_on, source, confidence in IN_NOTES:
        rows.append(
            [
                series,
                place,
                whole_days(period),
                value,
                units[series],
                scope,
                status,
                published_on,
                SEEN_ON,
                source,
                confidence,
            ]
        )
    order = list(units)
    rows = [list(row) for row in dict.fromkeys(map(tuple, rows))]
    rows.sort(key=lambda row: (order.index(row[0]), row[2], row[1], row[5], row[7], row[9]))
    write(DATA / "observations.csv.gz", COLUMNS, rows)
    goals = list(read_goals(folder))
    write(
        DATA / "goals.csv",
        ["indicator", "place", "period", "low", "high", "bound", "status", "issued_on", "source"],
        goals,
    )
    print(f"{len(rows)} figures, {len(goals)} goals")
    for reason, count in left.most_common():
        print(f"left out {count}: {reason}")
    return 0


def observation(name: str, row: dict[str, str], left: Counter[str]) -> list[str] | None:
    """One gathered row as a row of the table; None where it is left out, counted with its reason."""
    code, place, unit = row["indicator"], row["place_code"], row["unit"]
    reason = LEFT_OUT.get((code, place, row["period"]))
    if code.startswith("papi_") and row["period"] in REPEATED_PAPI:
        reason = "PAPI 2019, 2020 and 2021 are one copy under three years; which year it is cannot be told"
    if not place:
        reason = "belongs to no unit (oil and gas offshore)"
    if not row["value"]:
        reason = "no value"
    if reason:
        left[reason] += 1
        return None
    series, source = SERIES[code], row["source"]
    units = base_unit(series)
    if source.startswith(("same as grdp_34", "same (NSO")):
        source = f"NSO V02.02, PL.V03.02 by {DECK}"
    elif source == "same":
        source = "NSO 2026-10-03"
    confidence = CONFIDENCE.get(name, "press")
    if source.startswith("seed"):
        source, confidence = SEED, "notice"
    elif "DERIVED" in row["note"]:
        confidence = "derived"
    source = named(source)
    return [
        series,
        place,
        whole_days(row["period"]),
        base_value(row["value"], factor(unit)),
        units,
        scope(code, row),
        status(row),
        published(name, row),
        SEEN_ON,
        source,
        confidence,
    ]


def named(source: str) -> str:
    """A source under its public name, where the gathered row points at it by a number of its own."""
    if "vn_deck" in source or "(PI23)" in source:
        return DECK
    return SECOND_COPY if "vi.wikipedia" in source else _REMARK.sub("", source)


_REMARK = re.compile(r" \(stored copy[^)]*\)| \(file id \d+\)")  # the gatherer's own, no part of the source
SECOND_COPY = (
    "vi.wikipedia.org, danh sách đơn vị hành chính theo GRDP bình quân đầu người (Tổng cục Thống kê), copy on GitHub"
)


def base_unit(series: str) -> str:
    """The unit the catalogue gives a series."""
    if not _UNITS:
        table = csv.DictReader((DATA / "series.csv").open(encoding="utf-8"))
        _UNITS.update((row["code"], row["unit"]) for row in table)
    return _UNITS[series]


_UNITS: dict[str, str] = {}


def factor(unit: str) -> int:
    """What the scale word before a unit multiplies by."""
    return next((by for word, by in FACTORS.items() if unit.startswith(word)), 1)


def base_value(value: str, by: int) -> str:
    """A gathered figure in the base unit, without an exponent; as written where nothing is multiplied in."""
    return value if by == 1 else f"{(Decimal(value) * by).normalize():f}"


def whole_days(period: str) -> str:
    """A gathered period as an interval of whole days."""
    sys.path.insert(0, str(HERE / "src"))
    from namro.statistics.periods import Period

    return Period.parse(period).iso


def scope(code: str, row: dict[str, str]) -> str:
    """What the figure leaves out or is counted against, where the gathered row says so."""
    if code == "public_investment_disbursement":
        if "Prime Minister" in row["unit"]:
            return "pm-plan"
        return "total-plan" if "total plan" in row["unit"] else "plan-unstated"
    if code == "grdp_growth" and row["place_code"] == "GSO63-77" and row["period"] in ("2024-01/2024-09", "2024"):
        return "oil-gas-unstated"
    return ""


def status(row: dict[str, str]) -> str:
    """Estimate, preliminary or official, where unit, note or source says so."""
    words = f"{row['note']} {row['source']}".lower()
    if "preliminary" in words:
        return "preliminary"
    if "estimate" in words or "ước tính" in words:
        return "estimate"
    return "official" if "status official" in words else ""


def published(name: str, row: dict[str, str]) -> str:
    """The day the source was public at the latest; empty where nothing says it."""
    if "first estimate (Jan 2025)" in row["note"]:
        return FIRST_ESTIMATE_2024
    if row["source"] == "same":
        return "2026-10-03" if "2026-10-03" in row["note"] else "2026-10-07"
    if name == "grdp_population_34_2025" or named(row["source"]) == DECK:
        return "2026-10-07"
    return next((day for start, day in PUBLISHED.items() if row["source"].startswith(start)), "")


def read_goals(folder: Path) -> list[list[str]]:
    """The goals for GRDP growth: minimum, range or exact, with who set them."""
    goals: dict[tuple[str, str, str], list[str]] = {}
    for row in csv.DictReader((folder / "targets_grdp_2025_nq25.csv").open(encoding="utf-8", newline="")):
        low, _, high = row["value"].partition("-")
        words = row["unit"]
        bound = (
            "≥"
            if "minimum" in words or "or more" in words
            else ">"
            if "more than" in words
            else "range"
            if high
            else "="
        )
        series = "gdp-growth" if row["indicator"].startswith("target_gdp") else "grdp-growth"
        issued = (re.search(r"25/NQ-CP", row["source"]) and "2025-02-05") or ""
        issued = issued or (row["period"] == "2025" and "2025-02-05") or ""
        source = _REMARK.sub("", row["source"].partition(': "')[0])
        goals[series, row["place_code"], row["period"]] = [
            series,
            row["place_code"],
            whole_days(row["period"]),
            low,
            high,
            bound,
            "adopted",
            issued,
            source,
        ]
    for row in csv.DictReader((folder / "targets_grdp_2026_2030.csv").open(encoding="utf-8", newline="")):
        series = "gdp-growth" if row["indicator"].startswith("target_gdp") else "grdp-growth"
        goal = goals.setdefault(
            (series, row["place_code"], row["period"]),
            [
                series,
                row["place_code"],
                whole_days(row["period"]),
                "",
                "",
                "range",
                "draft",
                "2025-10-29",
                row["source"].partition(":")[0],
            ],
        )
        goal[3 if row["indicator"].endswith("low") else 4] = row["value"]
        if "or more" in row["unit"]:
            goal[5] = "≥"
        elif goal[3] == goal[4]:
            goal[5] = "="
        elif goal[3] and goal[4]:
            goal[5] = "range"
    return [[*goal[:4], "" if goal[5] == "=" else goal[4], *goal[5:]] for goal in goals.values()]


def write(path: Path, head: Sequence[str], rows: list[list[str]]) -> None:
    """A table as CSV; a name in .gz is compressed without a time stamp, so that equal rows give equal bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    content = text.getvalue().encode("utf-8")
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)


if __name__ == "__main__":
    sys.exit(main())
