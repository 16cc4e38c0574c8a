"""Reads a folder of texts that somebody collected: text, Markdown, HTML and PDF."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from cli import screen
from extractors.parsed import ParseError
from extractors.workers import Workers
from records import PlacewatchError
from settings import Settings
from themes.deriving import derive
from themes.deriving.derive_phrases import Text
from themes.text.words import tokens

PLAIN, MARKDOWN = (".txt",), (".md", ".markdown")
HTML, PDF = (".html", ".htm"), (".pdf",)
READ = (*PLAIN, *MARKDOWN, *HTML, *PDF)
NOWHERE = "http://localhost/"  # the address of a page that lies in a file
LONGEST_TITLE = 80  # characters of a first line that may be a title; guess

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKS = re.compile(r"^(?:\s*(?:#{1,6}|[-*+>]|\d+\.)\s+)+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", re.M)


class NothingToRead(PlacewatchError):
    """A folder that is none, or that gives no text."""


@dataclass(slots=True)
class Found:
    """What a folder holds."""

    texts: list[Text] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)  # files that were left out, and why


def read(settings: Settings, folder: Path) -> Found:
    """Return the English texts of a folder and of those below it, each text once.

    A file that cannot be read, that is no English or that repeats another is left out
    with a remark; no file stops the others.

    Raises:
        NothingToRead: if there is no such folder, or no text is left.
    """
    if not folder.is_dir():
        raise NothingToRead(f"{folder}: there is no such folder")
    files = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and _is_seen(path, folder)
    ]
    found = Found()
    found.remarks += [
        f"{_shown(path, folder)}: not read: only {', '.join(READ)} are"
        for path in files
        if path.suffix.lower() not in READ
    ]
    wanted = [path for path in files if path.suffix.lower() in READ]
    asyncio.run(_read_all(settings, folder, wanted, found))
    if not found.texts:
        why = "\n".join(found.remarks) or f"put texts there, as {', '.join(READ)}"
        raise NothingToRead(f"{folder}: there is no text to measure\n{why}")
    return found


def _is_seen(path: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _shown(path: Path, folder: Path) -> str:
    """Return a file's name below the folder, in characters that can be written anywhere."""
    return path.relative_to(folder).as_posix().encode("utf-8", "replace").decode("utf-8")


async def _read_all(settings: Settings, folder: Path, files: list[Path], found: Found) -> None:
    known: dict[tuple[str, ...], str] = {}
    with (
        Workers(1, settings.bounds) as workers,
        screen.progress(screen.console(stderr=True), ("texts",)) as tell,
    ):
        for number, path in enumerate(files, start=1):
            name = _shown(path, folder)
            try:
                text = await _read(workers, path, name, settings.report_bytes)
                text = _bounded(text, settings.bounds.text_chars, found)
            except (ParseError, NothingToRead) as exc:
                found.remarks.append(f"{name}: left out: {exc}")
            else:
                why = _refusal(text, known)
                if why:
                    found.remarks.append(f"{name}: left out: {why}")
                else:
                    found.texts.append(text)
            tell("texts", number, len(files))


def _bounded(text: Text, most: int, found: Found) -> Text:
    """Return a text, cut with a remark where it is longer than an article may be."""
    if len(text.text) <= most:
        return text
    found.remarks.append(f"{text.name}: only its first {most:,} characters (PLACEWATCH_TEXT_CHARS)")
    return replace(text, text=text.text[:most])


def _refusal(text: Text, known: dict[tuple[str, ...], str]) -> str:
    """Return why a text is not to be measured; empty: it is."""
    said = tuple(tokens(text.text).words)
    if not said:
        return "there is no text in it"
    if not derive.is_english(text.text):
        return "it is not English, as far as its small words tell"
    other = known.setdefault(said, text.name)
    return f"it says the same as {other}" if other != text.name else ""


async def _read(workers: Workers, path: Path, name: str, most: int) -> Text:
    """Return the text of a file.

    Raises:
        NothingToRead: if it cannot be read, or holds no text.
        ParseError: if its parser gave up over it.
    """
    try:
        if path.stat().st_size > most:
            raise NothingToRead(f"it is larger than {most:,} bytes (PLACEWATCH_REPORT_BYTES)")
        body = path.read_bytes()
    except OSError as exc:
        raise NothingToRead(f"it cannot be read: {exc.strerror}") from exc
    kind = path.suffix.lower()
    if kind in PDF:
        report = await workers.read_report(body, NOWHERE)
        if not report.pages:
            raise NothingToRead(report.problem or "it has no pages")
        return Text(name, report.title, "\f".join(report.pages), "page")
    if kind in HTML:
        page = await workers.extract_page(body, NOWHERE, "", datetime.now(UTC))
        return Text(name, page.title, page.text, "paragraph")
    text = _decoded(body)
    if kind in MARKDOWN:
        heading = re.search(r"^# +(.+)$", text, re.M)
        return Text(name, heading.group(1).strip() if heading else "", _bare(text))
    return Text(name, next(_titles(text), ""), text)


def _decoded(body: bytes) -> str:
    """Return a file's text: UTF-8, or what Windows wrote before.

    Raises:
        NothingToRead: if it is no text.
    """
    if b"\0" in body:
        raise NothingToRead("it is no text: save it as text in UTF-8")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bare(text: str) -> str:
    """Return Markdown without its marks, line for line."""
    return _MARKS.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))


def _titles(text: str) -> Iterator[str]:
    """Yield the first line, if it reads like a title."""
    first = text.lstrip().partition("\n")[0].strip()
    if first and len(first) <= LONGEST_TITLE and not first.endswith((".", ":", ";", ",")):
        yield first
