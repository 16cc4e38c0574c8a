"""The picture of a weekly review: stories by theme and week, new initiatives by area and stage.

The one file that knows matplotlib; it draws into memory, needs no display and keeps no state.
"""

import io
import textwrap

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from alerts import escape
from alerts.review import Review, span
from records import STAGES

WIDTH = 7.2  # inches; at DPI 1,440 pixels: twice the 720 at which Slack shows a picture
DPI = 200
ROW = 0.27  # inches of a theme or area
LEFT = 2.95  # inches for the names
RIGHT = 0.2
TEXT, SMALL, TITLE = 8.5, 7.5, 11.0  # points; a point is 1.4 pixels where Slack shows it
INK, PALE, RULE = "#1d1c1d", "#5e5d60", "#d8d8d8"
TITLE_LIMIT = 60
WRAP = 44  # characters that fit beside the chart
MOST_PLACES = 16  # the nations, the regions, UK-wide, nowhere
# One colour, never too dark for its number: nobody needs to tell hues apart.
SHADES = LinearSegmentedColormap.from_list("shades", ["#eef5fb", "#9ecae9", "#4292c6"])
# Okabe and Ito, 2008: told apart by every kind of eye; each bar has its number too.
COLOURS = dict(
    zip(STAGES, ("#56b4e9", "#f0e442", "#e69f00", "#009e73", "#cc79a7", "#8c8c8c"), strict=True)
)


def draw(week: Review) -> bytes:
    """Return the picture of a week as PNG; it names no initiative, and no foreign words."""
    with rc_context({"font.family": "DejaVu Sans", "text.parse_math": False, "font.size": TEXT}):
        top, bottom = len(week.themes), min(len(week.places), MOST_PLACES)
        heights = [0.58, max(top, 1) * ROW, 0.9, max(bottom, 1) * ROW, 0.42]
        total = sum(heights)
        figure = Figure(figsize=(WIDTH, total), dpi=DPI, facecolor="white")
        FigureCanvasAgg(figure)
        upper, lower = (
            figure.add_axes(
                (
                    LEFT / WIDTH,
                    1 - sum(heights[: place + 1]) / total,
                    1 - (LEFT + RIGHT) / WIDTH,
                    heights[place] / total,
                )
            )
            for place in (1, 3)
        )
        _themes(upper, week)
        _places(lower, week)
        for axes, title in (
            (upper, "Stories by theme in the week from"),
            (lower, f"New initiatives by area and stage, {span(week)}"),
        ):
            lift = 0.4 if axes is lower else 0.3
            height = axes.get_position().y1 + lift / total
            figure.text(
                0.2 / WIDTH, height, title, fontsize=TITLE, weight="bold", color=INK, va="bottom"
            )
        written = io.BytesIO()
        figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _themes(axes: Axes, week: Review) -> None:
    """Draw a cell with its number for each theme and week."""
    most = max((max(counts) for _, counts in week.themes), default=0) or 1
    for row, (_, counts) in enumerate(week.themes):
        for column, count in enumerate(counts):
            share = (count / most) ** 0.5  # small numbers differ to the eye, too
            face = SHADES(share) if count else "white"
            cell = Rectangle((column, row), 1, 1, facecolor=face, edgecolor="white", linewidth=1.5)
            axes.add_patch(cell)
            ink = INK if count else PALE
            last = column == len(week.weeks) - 1
            axes.text(
                column + 0.5, row + 0.52, f"{count:,}" if count else "·", ha="center",
                va="center", color=ink, weight="bold" if last else "normal",
            )  # fmt: skip
    _frame(axes, len(week.weeks), [title for title, _ in week.themes])
    for column, monday in enumerate(week.weeks):
        last = column == len(week.weeks) - 1
        axes.text(
            column + 0.5, -0.18, f"{monday:%-d %b}", ha="center", va="bottom", fontsize=SMALL,
            color=INK if last else PALE, weight="bold" if last else "normal",
        )  # fmt: skip
    if not week.themes:
        _nothing(axes, "No story on any theme")


def _places(axes: Axes, week: Review) -> None:
    """Draw a bar for each region or nation, in the colours of the stages."""
    places = week.places[:MOST_PLACES]
    most = max((counts.total() for _, counts in places), default=0) or 1
    for row, (_, counts) in enumerate(places):
        start = 0
        for stage in STAGES:
            many = counts[stage]
            if many:
                bar = Rectangle(
                    (start, row + 0.12), many, 0.76, facecolor=COLOURS[stage],
                    edgecolor="white", linewidth=1.5,
                )  # fmt: skip
                axes.add_patch(bar)
                if many / most > 0.04:  # else the number is wider than the bar
                    axes.text(
                        start + many / 2, row + 0.52, str(many), ha="center", va="center", color=INK
                    )
            start += many
    _frame(axes, max(most, 4), [place for place, _ in places])
    present = [stage for stage in STAGES if any(counts[stage] for _, counts in places)]
    if present:
        axes.legend(
            handles=[Patch(facecolor=COLOURS[stage], label=stage) for stage in present],
            loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(present), frameon=False,
            fontsize=SMALL, handlelength=1.0, handletextpad=0.4, columnspacing=1.2,
            borderaxespad=0.2, labelcolor=INK,
        )  # fmt: skip
        axes.axvline(0, color=RULE, linewidth=1)
        note = "An initiative in several areas counts in each."
        axes.text(
            1, -0.1 / (len(places) * ROW), note, transform=axes.transAxes, ha="right", va="top",
            fontsize=SMALL, color=PALE,
        )  # fmt: skip
    else:
        _nothing(axes, "No new initiative")


def _frame(axes: Axes, width: float, names: list[str]) -> None:
    """Set the scales, and write the names beside the rows."""
    axes.set_xlim(0, width)
    axes.set_ylim(max(len(names), 1), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    for row, name in enumerate(names):
        short = textwrap.shorten(escape.shown(name, TITLE_LIMIT), WRAP, placeholder=" …")
        axes.annotate(
            short, (0, row + 0.52), xytext=(-6, 0), textcoords="offset points", ha="right",
            va="center", color=INK,
        )  # fmt: skip


def _nothing(axes: Axes, words: str) -> None:
    axes.annotate(
        words, (0, 0.9), xycoords="axes fraction", xytext=((0.2 - LEFT) * 72, 0),
        textcoords="offset points", va="bottom", color=PALE,
    )  # fmt: skip
