"""A source's own way to its text, where the usual one fails: the ``extraction:`` key of a row."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from lxml import etree, html

import seedfiles
from records import Extraction

MODES = ("balanced", "precision", "recall")
KEYS = ("mode", "within", "without")
MOST_PATHS = 20  # of 'without'; guess
PATH_CHARS = 300  # guess

_REMEDY = "write it as //main or //div[@class='related'] or //div[contains(@class, 'promo')]"
_FUNCTIONS = frozenset(
    {
        *("contains", "starts-with", "normalize-space", "concat", "not", "position", "last"),
        *("text", "string-length", "translate", "and", "or"),
    }
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_CALLED = re.compile(r"([\w:.-]+)\s*\(")


def checked(row: seedfiles.Row, faults: seedfiles.Faults) -> Extraction | None:
    """Return how a row of sources.yaml wants its text found; None: the usual way, or a fault."""
    value = row.get("extraction")
    if value is None:
        return None
    line = row.lines["extraction"]
    if not isinstance(value, seedfiles.Row) or not value:
        remedy = "write 'extraction: {within: \"//main\"}'; the keys are mode, within and without"
        faults.add(line, "'extraction' is not a row of keys", remedy)
        return None
    before = len(faults.lines)
    for key in value:
        if key not in KEYS:
            remedy = "the keys are mode, within and without"
            faults.add(value.lines[key], f"'extraction' has no key {key!r}", remedy)
    mode = value.get("mode", "balanced")
    if mode not in MODES:
        what = f"'mode' is {str(mode)[:80]!r}"
        faults.add(value.lines["mode"], what, f"write one of {', '.join(MODES)}")
    within = value.get("within")
    without = value.get("without", [])
    if not isinstance(without, list) or len(without) > MOST_PATHS:
        remedy = f"write a list of at most {MOST_PATHS}, as [\"//div[@class='related']\"]"
        faults.add(value.lines["without"], "'without' is no list of paths", remedy)
        without = []
    named = [("within", within)] if "within" in value else []
    for key, path in [*named, *(("without", path) for path in without)]:
        if fault := path_fault(path):
            faults.add(value.lines[key], f"{key!r}: {fault}", _REMEDY)
    if len(faults.lines) > before:
        return None
    return Extraction(mode=mode, within=within, without=tuple(without))


def path_fault(path: Any) -> str | None:
    """Return why a path cannot be used; None: it can."""
    if not isinstance(path, str) or not path.strip():
        return "it is not text"
    try:
        _steps(path)
    except ValueError as exc:
        return f"{path[:80]!r} {exc}"
    return None


def find(root: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return the elements that a path leads to, those inside others left out."""
    found = [root]
    for step in _steps(path):
        found = _outermost(one for start in found for one in step(start))
    return [one for one in found if one.tag not in ("html", "head", "body")]


def _outermost(found: Iterable[Any]) -> list[html.HtmlElement]:
    """Return the elements that stand in none of the others; found in the order of the page."""
    outermost, inside = [], set[html.HtmlElement]()
    for one in found:
        if isinstance(one, etree.ElementBase) and one not in inside:
            outermost.append(one)
            inside.update(one.iter())
    return outermost


@lru_cache(maxsize=1_000)
def _steps(path: str) -> tuple[etree.XPath, ...]:
    """Return a path cut at each ``//``, to be taken one after the other.

    libxml2 takes ``//*//*`` of a deep page in 22 s (measured): it looks into each element for
    each element around it. Cut, and from outermost elements only, no page costs more than its
    size for each cut.

    Raises:
        ValueError: why it cannot be used.
    """
    path = path.strip()
    bare = _QUOTED.sub(lambda quoted: "_" * len(quoted.group()), path)
    strangers = set(_CALLED.findall(bare)) - _FUNCTIONS
    if len(path) > PATH_CHARS:
        raise ValueError(f"is longer than {PATH_CHARS} characters")
    if not path.startswith("//"):
        raise ValueError("does not begin with //")
    if strangers:
        raise ValueError(f"uses {sorted(strangers)[0]}(), which is not allowed")
    if re.search(r"::|\||\$|\.\.", bare):
        raise ValueError("uses an axis, |, $ or .., which are not allowed")
    if any(inside.count("//") > 1 for inside in re.findall(r"\[[^\]]*\]", bare)):
        raise ValueError("looks too far inside a bracket")
    try:
        steps = tuple(etree.XPath(f".//{part}") for part in _cut(path, bare))
        probe = html.document_fromstring("<main class='a'><p id='b'><a href='/c'>d</a></p></main>")
        answers = [step(probe) for step in steps]
    except (etree.XPathError, etree.LxmlError) as exc:
        raise ValueError(f"is no XPath ({str(exc)[:60]})") from exc
    if not all(isinstance(answer, list) for answer in answers):
        raise ValueError("leads to no elements")
    return steps


def _cut(path: str, bare: str) -> list[str]:
    """Return the parts of a path between ``//``, those inside brackets left alone."""
    parts, start, depth = [], 2, 0
    for at in range(2, len(bare)):
        depth += (bare[at] == "[") - (bare[at] == "]")
        if depth == 0 and bare.startswith("//", at):
            parts.append(path[start:at])
            start = at + 2
    return [*parts, path[start:]]
