"""Tables as options of ECharts. Colours are names of tokens of the style sheet, which the browser looks up.

Every mark carries the address of its list, as the cell of the table does.
"""

from collections.abc import Sequence
from decimal import Decimal

from dashboards.panels.base import Cell, Table

# In the order of the series; each is drawn with a pattern of its own besides (decal), so that none hangs on colour.
TONES = ("accent", "info", "good", "warn-mark", "calm")


def _mark(cell: Cell) -> dict:
    value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
    return {"value": value, "url": cell.url}


def _names(table: Table) -> list[str]:
    return [cell.text for cell in table.column(0)]


def _plain(table: Table, columns: Sequence[int], kind: str, tones: Sequence[str], **series: object) -> dict:
    return {
        "xAxis": {"type": "category", "data": _names(table)},
        "yAxis": {"type": "value"},
        "series": [
            {
                "type": kind,
                "name": str(table.headings[column]),
                "data": [_mark(cell) for cell in table.column(column)],
                "tone": tone,
                **series,
            }
            for column, tone in zip(columns, tones, strict=False)
        ],
    }


def lines(table: Table, columns: Sequence[int], *, unit: str = "", most: int | None = None) -> dict:
    """Return a line for each of `columns` over the table's first column; `most` is the end of the scale."""
    option = _plain(table, columns, "line", TONES)
    option["yAxis"] |= {"axisLabel": {"formatter": f"{{value}}{unit}"}, "min": 0}
    if most is not None:
        option["yAxis"]["max"] = most
    return option


def bars(table: Table, columns: Sequence[int], *, stacked: bool = False, tones: Sequence[str] = TONES) -> dict:
    """Return bars for `columns`, side by side or stacked to their sum."""
    option = _plain(table, columns, "bar", tones, **({"stack": "all"} if stacked else {}))
    option["yAxis"]["minInterval"] = 1
    return option


def lying_bars(table: Table, column: int, *, most: int | None = None) -> dict:
    """Return one bar a row, lying, the table's first row on top: names that are long stay readable."""
    option = _plain(table, [column], "bar", TONES)
    names, scale = option["xAxis"] | {"inverse": True}, option["yAxis"] | {"minInterval": 1}
    return option | {"xAxis": scale if most is None else scale | {"max": most}, "yAxis": names}


def sums(table: Table, columns: Sequence[int]) -> dict:
    """Return a bar for each of `columns`: its sum over all rows."""
    rows = [[Cell(str(table.headings[at])), Cell(sum(cell.value for cell in table.column(at)))] for at in columns]
    return bars(Table(["", ""], rows), (1,))


def heat(table: Table, columns: Sequence[int], legend: tuple[str, str]) -> dict:
    """Return a field a cell, the darker the higher; `legend` says what the two ends mean."""
    cells = [
        {"value": [x, y, row[column].value], "url": row[column].url}
        for y, row in enumerate(table.rows)
        for x, column in enumerate(columns)
    ]
    highest = max((cell["value"][2] or 0 for cell in cells), default=0)
    return {
        "xAxis": {"type": "category", "data": [str(table.headings[column]) for column in columns], "position": "top"},
        "yAxis": {"type": "category", "data": _names(table), "inverse": True},
        "visualMap": {"min": 0, "max": max(1, highest), "text": [legend[1], legend[0]]},
        "series": [{"type": "heatmap", "data": cells, "label": {"show": True}}],
    }
