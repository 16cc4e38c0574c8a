"""A prompt on the published copy: statements of several lines, and commands with a dot."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

import click

from cli import asked, prompt_line
from records import Lake, Place, PlacewatchError
from settings import Settings
from warehouse import answers, queries
from warehouse.asking import Asking, is_whole

FIRST, NEXT = "placewatch> ", "       ...> "
ROWS = 200  # guess: of a table on the screen; csv, json and files have all
HELP = """\
A statement ends with ';' and may take several lines. Ctrl-C stops it, Ctrl-D leaves.

.tables                the views, with what they hold
.schema NAME           the columns of a view, with types and what they hold
.queries               the named queries and what they ask for
.query NAME [N=VALUE]  the answer to a named query
.mode table|csv|json   how answers look
.rows N                how many rows a table on the screen has (0: all)
.output FILE           write answers to a file from now on; .output alone: to the screen
.timeout SECONDS       stop a statement after so long (0: never)
.help                  this
.quit                  leave
"""


class PromptError(PlacewatchError):
    """A command of the prompt that was not given in the way it can be followed."""


def prompt(settings: Settings, *, shape: str, timeout_s: int) -> int:
    """Answer what is typed, or piped in; return the exit code.

    Args:
        settings: Of the installation.
        shape: table, csv or json.
        timeout_s: After which a statement is stopped; 0: never.

    Raises:
        QueryError: if there is no copy.
    """
    with Asking(settings.snapshot, timeout_s) as asking, ExitStack() as stack:
        talk = _Talk(settings, asking, shape, stack)
        if not sys.stdin.isatty():
            return talk.piped(sys.stdin)
        names = [name for name, _ in asking.views()]
        columns = {column for name in names for column, _, _ in asking.columns(name)}
        with prompt_line.editing(settings.home / ".sql-history", [*names, *columns], talk.commands):
            click.echo(f"The warehouse as of {_when(settings.snapshot)}. '.help' helps.")
            talk.typed()
    return 0


class _Talk:
    """What was said so far: the form of answers, and where they go."""

    def __init__(self, settings: Settings, asking: Asking, shape: str, stack: ExitStack) -> None:
        self.settings, self.asking, self.shape = settings, asking, shape
        self.rows = ROWS
        self.stack = stack
        self.out: IO[str] | None = None  # None: the screen
        self.commands: dict[str, Callable[[list[str]], None]] = {
            ".tables": self._tables,
            ".schema": self._schema,
            ".queries": self._queries,
            ".query": self._query,
            ".mode": self._mode,
            ".rows": self._rows,
            ".output": self._output,
            ".timeout": self._timeout,
            ".help": lambda _: click.echo(HELP, nl=False),
            ".quit": self._quit,
            ".exit": self._quit,
        }

    def typed(self) -> None:
        """Answer line by line until somebody leaves."""
        while True:
            try:
                text = self._read()
                if text.strip(" ;\n"):
                    if self.asking.renew():
                        when = _when(self.settings.snapshot)
                        click.echo(f"(a newer copy was published: as of {when})", err=True)
                    prompt_line.heeding(partial(self._follow, text), self.asking.stop)
            except EOFError:
                click.echo()
                return
            except _Leave:
                return
            except KeyboardInterrupt:
                click.echo("\n(stopped)", err=True)
            except PlacewatchError as exc:
                click.echo(f"Error: {exc}", err=True)

    def piped(self, lines: Iterable[str]) -> int:
        """Answer all that is piped in; what fails first ends it, as an error of the command."""
        with suppress(_Leave):
            for text in _statements(lines):
                self._follow(text)
        return 0

    def _read(self) -> str:
        """Return a statement, or a command with its dot."""
        text = prompt_line.ask(FIRST)
        if text.lstrip().startswith("."):
            prompt_line.remember(text)
            return text
        while text.strip() and not is_whole(text):
            text += "\n" + prompt_line.ask(NEXT)
        prompt_line.remember(text)
        return text

    def _follow(self, text: str) -> None:
        words = text.split()
        if words and words[0].startswith("."):
            command = self.commands.get(words[0])
            if command is None:
                raise PromptError(f"there is no command {words[0]}; '.help' lists them")
            command(words[1:])
        else:
            self._answer(*self.asking.ask(text))

    def _answer(self, columns: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
        try:
            if self.out:
                answers.put(answers.lines(columns, rows, self.shape), self.out)
                self.out.flush()
                return
            is_cut = self.shape == "table" and self.rows > 0 and sys.stdin.isatty()
            some = islice(rows, self.rows) if is_cut else rows
            width = asked.screen_width()
            answers.put(answers.lines(columns, some, self.shape, width), sys.stdout)
            if is_cut and next(rows, None) is not None:
                click.echo("… more rows: '.rows 0' shows all, '.output FILE' keeps them")
            sys.stdout.flush()
        finally:
            close = getattr(rows, "close", None)
            if close:
                close()

    def _tables(self, _: list[str]) -> None:
        views = self.asking.views()
        width = max((len(name) for name, _ in views), default=0)
        for name, comment in views:
            click.echo(f"{name:<{width}}  {comment}".rstrip())

    def _schema(self, words: list[str]) -> None:
        if len(words) != 1:
            raise PromptError(".schema wants the name of one view: '.tables' lists them")
        name = words[0].rstrip(";")
        columns = self.asking.columns(name)
        if not columns:
            raise PromptError(f"there is no view {name!r}: '.tables' lists them")
        comments = dict(self.asking.views())
        if comments.get(name):
            click.echo(f"{name}: {comments[name]}")
        first = max(len(column) for column, _, _ in columns)
        second = min(24, max(len(kind) for _, kind, _ in columns))
        for column, kind, comment in columns:
            click.echo(f"  {column:<{first}}  {kind:<{second}}  {comment}".rstrip())

    def _queries(self, _: list[str]) -> None:
        click.echo("".join(asked.catalogue()), nl=False)

    def _query(self, words: list[str]) -> None:
        if not words:
            raise PromptError(".query wants the name of a query: '.queries' lists them")
        named = queries.load(words[0])
        given = dict(_pair(word) for word in words[1:])
        self._answer(*self.asking.ask(named.sql, queries.values(named, given)))

    def _mode(self, words: list[str]) -> None:
        if len(words) != 1 or words[0] not in answers.FORMS:
            raise PromptError(f".mode is one of {', '.join(answers.FORMS)}")
        self.shape = words[0]

    def _rows(self, words: list[str]) -> None:
        self.rows = _number(words, ".rows wants a number: 0 shows all")

    def _timeout(self, words: list[str]) -> None:
        self.asking.timeout_s = _number(words, ".timeout wants seconds: 0 is never")

    def _output(self, words: list[str]) -> None:
        self.stack.close()
        self.out = None
        if not words:
            return
        path = Path(" ".join(words)).expanduser()
        asked.refuse(self.settings, path)
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise PromptError(f"{path} cannot be written: name a file in a folder that exists")
        try:
            self.out = self.stack.enter_context(path.open("w", encoding="utf-8"))
        except OSError as exc:
            raise PromptError(f"{path} cannot be written ({exc.strerror})") from exc

    def _quit(self, _: list[str]) -> None:
        raise _Leave


class _Leave(Exception):
    """Somebody has had enough."""


def _statements(lines: Iterable[str]) -> Iterator[str]:
    """Yield statements and commands out of lines; the last needs no ';'."""
    text = ""
    for line in lines:
        if not text.strip() and line.lstrip().startswith("."):
            yield line
            text = ""
            continue
        text += line
        if is_whole(text):
            yield text
            text = ""
    if text.strip(" ;\n\t"):
        yield text


def _pair(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign or not name:
        raise PromptError(f"{word!r} is no parameter: write NAME=VALUE, as days=7")
    return name, value


def _number(words: list[str], wants: str) -> int:
    with suppress(ValueError, IndexError):
        if (number := int(words[0])) >= 0:
            return number
    raise PromptError(wants)


def _when(snapshot: Place) -> str:
    if isinstance(snapshot, Lake):
        return "now"
    with suppress(OSError):
        stat = snapshot.stat()
        return f"{datetime.fromtimestamp(stat.st_mtime, UTC):%-d %B %Y, %H:%M} UTC"
    return "a while ago"
