"""The bundled newsroom, served over real HTTP on loopback: three days of invented publishers.

By hand, ``python -m cli.newsroom --day 2`` serves a day for a browser, and
``python -m cli.newsroom --typeset`` sets the PDF report anew from its source.
"""

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

import click

from cli import newsroom_data, newsroom_expected, newsroom_feeds, newsroom_pages
from cli.newsroom_calendar import LONDON, Calendar
from cli.newsroom_data import DAYS, Piece, Post, Publisher
from cli.newsroom_desk import Answer, Desk, Visit, page
from records import PlacewatchError

FOLDER = Path(__file__).resolve().parents[1] / "seeds" / "newsroom"
ROBOTS = "User-agent: *\nDisallow: /*/search\nDisallow: /*/wp-admin/\n"
# What a content system shows when its database is gone; some send it with status 200.
BROKEN = (
    "<!DOCTYPE html><html><head><title>Database error</title></head><body>"
    "<h1>Error establishing a database connection</h1></body></html>\n"
)
STATIC = {"about/": "About us", "contact/": "Contact", "privacy/": "Privacy and cookies"}
# The date in the PDF's metadata: always the same, so that the same source gives the same bytes.
TYPESET_AT = 1_767_225_600  # 2026-01-01


class Newsroom:
    """A web of invented publishers on 127.0.0.1, open while the ``with`` block runs.

    Args:
        start: The date of day 1.
        day: The day that is shown first.
        folder: The newsroom's seeds.

    Raises:
        SeedError: if the seeds have faults.
    """

    def __init__(self, folder: Path = FOLDER, *, start: date, day: int = 1) -> None:
        self.stock = newsroom_data.load(folder)
        self.expected = newsroom_expected.load(folder, self.stock)
        self.calendar = Calendar(start)
        self.day = day
        self._frames = newsroom_pages.Frames(folder / "pages")

    def __enter__(self) -> "Newsroom":
        self._desk = Desk()
        self.host = f"127.0.0.1:{self._desk.server_address[1]}"
        self.base = f"http://{self.host}"
        self.set_day(self.day)
        # 0.05 s: how long leaving the block may take; guess
        self._thread = threading.Thread(target=self._desk.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._desk.shutdown()
        self._thread.join()
        self._desk.server_close()

    @property
    def log(self) -> tuple[Visit, ...]:
        """Every request that was answered so far, in order."""
        return tuple(self._desk.log)

    def set_day(self, day: int) -> None:
        """Show what the publishers have put out by the evening of a day.

        Raises:
            ValueError: if there is no such day.
        """
        if day not in DAYS:
            raise ValueError(f"the newsroom has days 1 to 3, not {day!r}")
        self._desk.answers, self.day = dict(self._site(day)), day

    def evening(self, day: int) -> datetime:
        """Return 22:00 in London on a day, in UTC: by then all of that day has come out."""
        return self.calendar.moment(f"day{day}", "22:00")

    def closing(self, deadline: newsroom_expected.ExpectedDeadline) -> datetime:
        """Return the moment of a deadline, in UTC."""
        return self.calendar.moment(deadline.closes, deadline.time)

    def home(self, publisher_id: str) -> str:
        """Return the address of a publisher, with a slash at its end."""
        return f"{self.base}/{publisher_id}/"

    def address(self, piece_id: str) -> str:
        """Return the address of a piece; a piece that replaces another has the other's."""
        piece = self._first(self.stock.pieces[piece_id])
        publisher = self.stock.publishers[piece.publisher_id]
        local = self._published_at(piece).astimezone(LONDON)
        path = publisher.articles.format(id=piece.piece_id, year=f"{local:%Y}", month=f"{local:%m}")
        return self.home(publisher.publisher_id) + path

    def file(self, name: str) -> str:
        """Return the address of an attachment."""
        return f"{self.home(self._owner(name).publisher_id)}files/{name}"

    def sources(self) -> list[dict[str, str]]:
        """Return a row for each publisher, with the keys of seeds/sources.yaml."""
        rows = []
        for publisher in self.stock.publishers.values():
            home = self.home(publisher.publisher_id)
            row = {
                "id": publisher.publisher_id,
                "name": publisher.name,
                "kind": publisher.kind,
                "nation": publisher.nation,
                "homepage": home,
                "feed": home + publisher.at,
                "feed_kind": "rss" if publisher.feed == "rdf" else publisher.feed,
                "why": f"invented: {publisher.about}",
            }
            if publisher.feed == "listing":
                row["links"] = home + publisher.articles.partition("{")[0] + "*"
            rows.append(row)
        return rows

    def _first(self, piece: Piece) -> Piece:
        """Return the piece that first had the address of a piece."""
        while piece.replaces:
            piece = self.stock.pieces[piece.replaces]
        return piece

    def _owner(self, name: str) -> Piece:
        """Return the piece that an attachment came out with."""
        pieces = (piece for piece in self.stock.pieces.values() if piece.attachment == name)
        return min(pieces, key=lambda piece: (piece.day, piece.time))

    def _published_at(self, piece: Piece) -> datetime:
        return self.calendar.moment(f"day{piece.day}", piece.time)

    def _link(self, kind: str, name: str) -> str:
        """Return the address behind a link of a text."""
        known = {"article": self.address, "home": self.home, "file": self.file}
        return known[kind](name) if kind in known else f"mailto:{name}"

    def _post(self, piece: Piece) -> Post:
        """Return a piece as it stands at its address."""
        return Post(
            publisher=self.stock.publishers[piece.publisher_id],
            url=self.address(piece.piece_id),
            title=self.calendar.write(piece.title),
            summary=self.calendar.write(piece.summary),
            html=newsroom_pages.html(self.calendar.write(piece.body), self._link),
            by=piece.by,
            published_at=self._published_at(self._first(piece)),
            updated_at=self._published_at(piece),
        )

    def _site(self, day: int) -> Iterator[tuple[str, Answer]]:
        """Give every address of the newsroom on a day, with what stands there."""
        out = [piece for piece in self.stock.pieces.values() if piece.day <= day]
        replaced = {piece.replaces for piece in out}
        names = []
        for publisher in self.stock.publishers.values():
            posts = [
                self._post(piece)
                for piece in out
                if piece.publisher_id == publisher.publisher_id and piece.piece_id not in replaced
            ]
            posts.sort(key=lambda post: (post.published_at, post.url), reverse=True)
            for path, answer in self._pages(publisher, posts, is_broken=publisher.breaks_on == day):
                yield path, answer
                if path.endswith("/"):  # without the slash, a hop to the address with it
                    yield path[:-1], Answer(body=b"", content_type="", moved_to=path)
            names.append(f'<li><a href="/{publisher.publisher_id}/">{escape(publisher.name)}</a>')
        for name in sorted({piece.attachment for piece in out if piece.attachment}):
            body = (self.stock.folder / "report" / name).read_bytes()
            changed_at = self._published_at(self._owner(name))
            answer = Answer(body=body, content_type="application/pdf", changed_at=changed_at)
            yield urlsplit(self.file(name)).path, answer
        yield "/robots.txt", Answer(body=ROBOTS.encode(), content_type="text/plain")
        yield "/", page(f"<!DOCTYPE html><title>Newsroom</title><ul>{''.join(names)}</ul>\n")

    def _pages(
        self, publisher: Publisher, posts: list[Post], *, is_broken: bool
    ) -> Iterator[tuple[str, Answer]]:
        """Give every address of one publisher, with what stands there."""
        home = self.home(publisher.publisher_id)
        root, feed = urlsplit(home).path, urlsplit(home).path + publisher.at
        changed_at = max((post.updated_at for post in posts), default=None)
        listing = page(self._frames.listing(publisher, home, posts), changed_at)
        yield root, listing
        yield f"{root}news/", listing
        for name, title in STATIC.items():
            yield root + name, page(self._frames.plain(publisher, home, title))
        for post in posts:
            text = self._frames.article(post, home, posts)
            yield urlsplit(post.url).path, page(text, post.updated_at)
        if is_broken:
            yield feed, page(BROKEN)
        elif publisher.feed == "listing":
            yield feed, listing
        else:
            body = newsroom_feeds.feed(publisher, home, posts).encode()
            content_type = newsroom_feeds.CONTENT_TYPES[publisher.feed]
            yield feed, Answer(body=body, content_type=content_type, changed_at=changed_at)


def typeset(source: Path, to: Path) -> None:
    """Set a report from its Typst source; the same source gives the same bytes.

    Raises:
        PlacewatchError: if typst is missing, or the source has a fault.
    """
    try:
        import typst
    except ImportError as exc:
        remedy = "'make test' installs it"
        raise PlacewatchError(f"typst, which sets the report, is missing: {remedy}") from exc
    try:
        typst.compile(
            str(source),
            output=str(to),
            format="pdf",
            ignore_system_fonts=True,
            timestamp=TYPESET_AT,
        )
    except typst.TypstError as exc:
        raise PlacewatchError(f"{source}: {exc}") from exc


@click.command()
@click.option("--day", type=click.IntRange(1, 3), default=3, show_default=True)
@click.option("--typeset", "must_typeset", is_flag=True, help="Set the PDF report anew and stop.")
def main(day: int, *, must_typeset: bool) -> None:
    """Serve the bundled newsroom for a browser until stopped with Ctrl-C; day 3 is today."""
    if must_typeset:
        for source in sorted((FOLDER / "report").glob("*.typ")):
            typeset(source, source.with_suffix(".pdf"))
            click.echo(source.with_suffix(".pdf"))
        return
    today = datetime.now(LONDON).date()
    with Newsroom(start=today - timedelta(days=2), day=day) as room:
        click.echo(f"day {day}: {room.base}/")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("closed")


if __name__ == "__main__":
    main()
