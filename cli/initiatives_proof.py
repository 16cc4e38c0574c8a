"""How a claim is printed with its proof: what is said, in whose words, where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.initiatives_shown import day, line

QUOTE = 600  # characters of a quote; guess: a long sentence
URL = 1_000  # characters of an address; guess
SEEDED = "known before we looked"
Row = Mapping[str, Any]


class Page:
    """Sections of claims on a console; foreign words can neither format nor command it."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.last_proof: tuple[str | None, str | None] | None = None

    def head(self, name: str, what: str, known: Iterable[tuple[str, str]]) -> None:
        """Print a name, what it is, and what is known of it, each with its label."""
        self.console.print(Text.assemble((line(name, 120), "bold"), f"   {what}"))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column()
        for label, words in known:
            grid.add_row(label, Text(words))
        self.console.print(grid)

    def section(self, title: str, rows: Sequence[object]) -> None:
        """Begin a section; print nothing if it has no rows."""
        if rows:
            self.console.print()
            self.console.rule(Text(title, "bold cyan"), align="left", style="dim")
        self.last_proof = None  # each section proves what it says by itself

    def claim(self, words: str, proofs: Iterable[Row]) -> None:
        """Print what is said, and beneath it each proof that was not just given."""
        self.line(words, "bold")
        for row in proofs:
            if (proof := (row["quote"], row["url"])) == self.last_proof:
                self.line("  the same words", "dim")
            else:
                self.quote(row)
            self.last_proof = proof

    def quote(self, row: Row) -> None:
        """Print the words of a document, who said them when, and the address."""
        if row.get("quote"):
            quoted = Text(f"“{line(row['quote'], QUOTE)}”", "italic")
            self.console.print(Padding(quoted, (0, 0, 0, 4), expand=False))
        at = row.get("first_said_at") or row.get("said_at") or row.get("happened_at")
        who = line(row["source"] or "", 80)
        self.link(row["url"], ", ".join(filter(None, (who, day(at)))))

    def seeded(self, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Print what the seeds say, told apart from what documents say.

        Args:
            names: Of places or bodies.
            rows: Among them those of the seeds, which bear the evidence.
        """
        if names:
            self.line(f"{SEEDED}: {', '.join(line(name, 80) for name in names)}", "bold")
            evidence = [row["url"] for row in rows if row["is_seeded"] and not row["documents"]]
            if evidence and evidence[0]:
                self.link(evidence[0], "evidence")

    def line(self, words: str, style: str = "") -> None:
        """Print one line of ours."""
        self.console.print(Padding(Text(words, style), (0, 0, 0, 2), expand=False))

    def link(self, url: str | None, words: str = "") -> None:
        """Print an address, whole, so that it can be opened."""
        where = " · ".join(filter(None, (words, line(url or "", URL))))
        if where:
            self.console.print(Text(f"    {where}", "dim"), soft_wrap=True)
