"""The picture of the views and of what joins them: python -m bench.entities

Draws docs/images/model.svg from the schema of a fresh warehouse and from JOINS, which
tests/warehouse/test_model.py holds against the data, and writes the joins into docs/queries.md.
"""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

DOCS = Path(__file__).parents[1] / "docs"
PICTURE, PAGE = DOCS / "images" / "model.svg", DOCS / "queries.md"
MARK = re.compile(r"(?<=```mermaid\n).*?(?=```)", re.DOTALL)


class Join(NamedTuple):
    """That a column of one view names a row of another, which has the value once."""

    view: str
    column: str
    to: str
    key: str


# Every id that leads from one public view to another.
JOINS = (
    Join("articles", "source_id", "sources", "source_id"),
    Join("articles", "story_id", "stories", "story_id"),
    Join("story_articles", "story_id", "stories", "story_id"),
    Join("story_articles", "article_id", "articles", "article_id"),
    Join("stories", "first_source_id", "sources", "source_id"),
    Join("reports", "article_id", "articles", "article_id"),
    Join("themes_by_article", "article_id", "articles", "article_id"),
    Join("mentions", "article_id", "articles", "article_id"),
    Join("mentions", "initiative_id", "initiatives", "initiative_id"),
    Join("voice", "article_id", "articles", "article_id"),
    Join("deadlines", "article_id", "articles", "article_id"),
    Join("deadlines", "call_id", "calls", "call_id"),
    Join("hints", "article_id", "articles", "article_id"),
    Join("initiatives", "first_source_id", "sources", "source_id"),
    Join("initiative_timeline", "initiative_id", "initiatives", "initiative_id"),
    Join("initiative_timeline", "article_id", "articles", "article_id"),
    Join("initiative_areas", "initiative_id", "initiatives", "initiative_id"),
    Join("organisation_roles", "organisation_id", "organisations", "organisation_id"),
    Join("organisation_roles", "initiative_id", "initiatives", "initiative_id"),
    Join("alerts", "initiative_id", "initiatives", "initiative_id"),
    Join("alerts", "article_id", "articles", "article_id"),
    Join("reactions", "alert_id", "alerts", "alert_id"),
)


# Joins whose line would run behind other views; the name of the column says the same.
UNDRAWN = {("initiative_timeline", "article_id"), ("alerts", "article_id")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a view stands in the picture, and which of its columns are shown."""

    view: str
    x: int
    y: int
    group: str
    columns: tuple[str, ...]


GROUPS = {
    "initiatives": "What is done, and by whom",
    "texts": "What was published, and what it means",
    "told": "What was told, and how the house does",
}
WIDTH, HEIGHT = 1220, 1010
BOX = 220
ROW, HEAD = 19, 28
BOXES = (
    Box(view="organisations", x=30, y=60, group="initiatives",
        columns=("organisation_id", "name", "kind", "roles", "initiatives", "first_said_at")),
    Box(view="organisation_roles", x=340, y=60, group="initiatives",
        columns=("organisation_id", "initiative_id", "role", "documents", "first_said_at")),
    Box(view="initiatives", x=650, y=60, group="initiatives",
        columns=("initiative_id", "name", "kind", "stage", "is_news", "first_seen_at",
                 "last_news_at", "first_source_id")),
    Box(view="initiative_timeline", x=960, y=60, group="initiatives",
        columns=("initiative_id", "article_id", "happened_at", "what", "value", "quote")),
    Box(view="initiative_areas", x=960, y=230, group="initiatives",
        columns=("initiative_id", "area", "documents", "quote")),
    Box(view="sources", x=30, y=420, group="texts",
        columns=("source_id", "name", "kind", "nation", "state", "health")),
    Box(view="stories", x=30, y=600, group="texts",
        columns=("story_id", "first_source_id", "title", "articles", "sources")),
    Box(view="story_articles", x=30, y=760, group="texts",
        columns=("story_id", "article_id", "is_lead")),
    Box(view="articles", x=340, y=420, group="texts",
        columns=("article_id", "source_id", "story_id", "title", "url", "text", "appeared_at",
                 "is_relevant")),
    Box(view="themes_by_article", x=340, y=640, group="texts",
        columns=("article_id", "theme_id", "theme", "score")),
    Box(view="reports", x=340, y=780, group="texts",
        columns=("report_id", "article_id", "title", "pages")),
    Box(view="mentions", x=650, y=420, group="texts",
        columns=("mention_id", "initiative_id", "article_id", "document_id", "is_main", "quote")),
    Box(view="voice", x=650, y=600, group="texts",
        columns=("document_id", "article_id", "verdict", "unions")),
    Box(view="deadlines", x=650, y=740, group="texts",
        columns=("document_id", "article_id", "call_id", "closes_at", "state", "quote")),
    Box(view="hints", x=650, y=905, group="texts",
        columns=("document_id", "article_id", "name")),
    Box(view="calls", x=960, y=740, group="texts",
        columns=("call_id", "kind", "title", "asker", "closes_at", "respond_url")),
    Box(view="alerts", x=960, y=420, group="told",
        columns=("alert_id", "initiative_id", "article_id", "kind", "state", "sent_at")),
    Box(view="reactions", x=960, y=600, group="told",
        columns=("alert_id", "who", "meaning", "stands")),
    Box(view="runs", x=30, y=900, group="told", columns=("run_id", "flow", "counts")),
    Box(view="problems", x=340, y=900, group="told", columns=("problem_id", "about", "text")),
)  # fmt: skip
STYLE = """
  .paper { fill: #ffffff } .box { fill: #ffffff; stroke: #57606a }
  .initiatives { fill: #0b5394 } .texts { fill: #38761d } .told { fill: #7f4f00 }
  .name { fill: #ffffff; font-weight: 600 } .column { fill: #1f2328 } .type { fill: #656d76 }
  .key { font-weight: 600 } .line { stroke: #57606a; fill: none; stroke-width: 1.4 }
  text { font: 13px system-ui, 'DejaVu Sans', sans-serif }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .box { fill: #161b22; stroke: #8b949e }
    .column { fill: #e6edf3 } .type { fill: #9198a1 } .line { stroke: #9198a1 }
  }
"""


def main() -> None:
    """Draw the picture and write the joins into the page."""
    with (
        tempfile.TemporaryDirectory() as folder,
        store.open_warehouse(Path(folder) / "placewatch.duckdb") as con,
    ):
        PICTURE.write_text(picture(con), encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARK.sub(lambda _: mermaid(), page), encoding="utf-8")


def types(con: Connection) -> dict[str, dict[str, str]]:
    """Return the type of every column of every view that people build on."""
    found: dict[str, dict[str, str]] = {}
    for view, column, kind in con.execute(
        """
        SELECT table_name, column_name, data_type FROM duckdb_columns()
        WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
        ORDER BY table_name, column_index
        """
    ).fetchall():
        found.setdefault(view, {})[column] = _short(kind)
    return found


def picture(con: Connection) -> str:
    """Return the picture as SVG, readable on a light and on a dark screen.

    Raises:
        KeyError: if a view or a column of BOXES is not there.
    """
    known = types(con)
    boxes = {box.view: box for box in BOXES}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="The views and what joins them">',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
    ]
    parts += [_line(boxes, join) for join in JOINS if join[:2] not in UNDRAWN]
    parts += [_box(box, known[box.view]) for box in BOXES]
    for number, (group, words) in enumerate(GROUPS.items()):
        x = 30 + number * 330
        parts.append(f'<rect class="{group}" x="{x}" y="20" width="14" height="14" rx="3"/>')
        parts.append(f'<text class="column" x="{x + 22}" y="32">{escape(words)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def mermaid() -> str:
    """Return the joins as a Mermaid diagram, which GitHub draws."""
    lines = [f'    {join.to} ||--o{{ {join.view} : "{join.column}"' for join in JOINS]
    return "\n".join(["erDiagram", *lines, ""])


def _is_key(box: Box, place: int) -> bool:
    """Return whether a column is what the view has one row for."""
    return place == 0 and box.columns[0].endswith("_id") and box.columns[0] in {
        join.key for join in JOINS if join.to == box.view
    } | {"mention_id", "report_id", "run_id", "problem_id"}  # fmt: skip


def _short(kind: str) -> str:
    names = {"VARCHAR": "text", "TIMESTAMP WITH TIME ZONE": "time", "BOOLEAN": "bool"}
    if kind.endswith("[]"):
        return "list"
    return names.get(kind, "map" if kind.startswith("MAP") else kind.lower())


def _height(box: Box) -> int:
    return HEAD + ROW * len(box.columns) + 6


def _box(box: Box, known: Mapping[str, str]) -> str:
    """Return a view as a box with its columns."""
    keys = {join.column for join in JOINS if join.view == box.view}
    parts = [
        f'<rect class="box" x="{box.x}" y="{box.y}" width="{BOX}" height="{_height(box)}" rx="6"/>',
        f'<path class="{box.group}" d="M{box.x} {box.y + HEAD}v-{HEAD - 6}q0-6 6-6h{BOX - 12}'
        f'q6 0 6 6v{HEAD - 6}z"/>',
        f'<text class="name" x="{box.x + 10}" y="{box.y + 19}">{escape(box.view)}</text>',
    ]
    for place, column in enumerate(box.columns):
        y = box.y + HEAD + ROW * place + 15
        bold = " key" if column in keys or _is_key(box, place) else ""
        parts.append(f'<text class="column{bold}" x="{box.x + 10}" y="{y}">{escape(column)}</text>')
        parts.append(
            f'<text class="type" x="{box.x + BOX - 10}" y="{y}" text-anchor="end">'
            f"{escape(known[column])}</text>"
        )
    return "\n".join(parts)


def _side(box: Box, column: str) -> int:
    """Return the height at which a column stands."""
    place = box.columns.index(column) if column in box.columns else 0
    return box.y + HEAD + ROW * place + 10


def _line(boxes: Mapping[str, Box], join: Join) -> str:
    """Return a join: a bar where there is one row, a crow's foot where there are many."""
    many, one = boxes[join.view], boxes[join.to]
    y1, y2 = _side(many, join.column), _side(one, join.key)
    if many.x == one.x:  # one above the other: round the left side
        x1 = x2 = many.x
        beside = [other for other in JOINS if boxes[other.view].x == boxes[other.to].x == one.x]
        bend = many.x - 11 - 4 * beside.index(join)
        start, end = -1, -1
    else:
        start = 1 if many.x < one.x else -1
        end = -start
        x1 = many.x + (BOX if start > 0 else 0)
        x2 = one.x + (BOX if end > 0 else 0)
        bend = x2 + end * (24 + 5 * _lane(join))
    foot = f"M{x1} {y1 - 6}L{x1 + start * 10} {y1}L{x1} {y1 + 6}"
    bar = f"M{x2 + end * 7} {y2 - 5}v10"
    return f'<path class="line" d="M{x1} {y1}H{bend}V{y2}H{x2}{foot}{bar}"/>'


def _lane(join: Join) -> int:
    """Return which of the joins that lead to the same view it is."""
    return [other for other in JOINS if other.to == join.to].index(join)


if __name__ == "__main__":
    main()
