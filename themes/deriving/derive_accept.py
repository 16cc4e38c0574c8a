"""Turns accepted phrases into cards and rules: what each file of the seeds must become."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import seedfiles
from seedfiles import SeedError
from themes.deriving.derive_review import Answer

PREFIX = "derived-"  # of the cards and rules that are written here
_RULE = re.compile(r"^( *)- rule:", re.MULTILINE)
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_CLAIM = re.compile(r"^- c(\d+): (.*)$", re.MULTILINE)
_MARKS = re.compile(r"[*/@…]")


@dataclass(slots=True)
class Changes:
    """What the files of a folder of seeds must become."""

    files: dict[Path, str] = field(default_factory=dict)  # path below the folder: its new text
    rules: list[str] = field(default_factory=list)  # theme/rule that are new
    kept: list[str] = field(default_factory=list)  # theme/rule that stand there already
    bare: list[str] = field(default_factory=list)  # new rules whose only miss we made up


def changes(seeds: Path, answers: Sequence[tuple[Answer, str]]) -> Changes:
    """Return what the seeds must become so that accepted phrases are rules.

    Adds at the end of themes and cards; what stands there is not touched. A rule that
    stands there already, as written before or changed by a person since, is left alone.

    Args:
        seeds: The folder; nothing is written to it.
        answers: The accepted ones, each with its theme.

    Raises:
        SeedError: if a theme cannot be read, or its rules are not at its end.
    """
    found = Changes()
    homes = _homes(seeds)
    written: dict[str, str] = {}  # rule: phrase, of this very call
    for answer, theme in answers:
        rule = PREFIX + slug(answer.candidate)
        if rule in homes or rule in written:
            found.kept.append(f"{homes.get(rule, theme)}/{rule}")
            continue
        origin = _claimed(seeds, answer, found)
        _add_rule(seeds, answer, theme, rule, origin, found)
        written[rule] = answer.phrase
        found.rules.append(f"{theme}/{rule}")
        if not answer.misses:
            found.bare.append(f"{theme}/{rule}")
    return found


def slug(text: str) -> str:
    """Return a phrase as the name of a rule: lower case, hyphens."""
    return _NOT_A_NAME.sub("-", text.lower()).strip("-")


def _homes(seeds: Path) -> dict[str, str]:
    """Return the theme of each rule that was derived before.

    Raises:
        SeedError: if a theme cannot be read.
    """
    homes = {}
    for path in sorted((seeds / "themes").glob("*.yaml")):
        content, _ = seedfiles.read(path)
        for row in content.get("rules") or [] if isinstance(content, dict) else []:
            if isinstance(row, dict) and str(row.get("rule")).startswith(PREFIX):
                homes[str(row["rule"])] = path.stem
    return homes


def _claimed(seeds: Path, answer: Answer, found: Changes) -> str:
    """Note the claim that a phrase rests on; return its name, as corpus/CARD.md#c1."""
    name = _NOT_A_NAME.sub("-", Path(answer.text).with_suffix("").as_posix().lower()).strip("-")
    card = Path("corpus") / f"{PREFIX}{name or 'text'}.md"
    text = found.files.get(card) or _read(seeds / card)
    says = answer.claim or f"speaks of “{answer.candidate}” ({answer.text}, {answer.where})"
    if text is None:
        text = (
            f"# {answer.title}\n\n- title: {answer.title}\n"
            f"- what it is: {answer.text}, a text of our own collection\n\n## Claims\n"
        )
    claims = [(int(number), claim.strip()) for number, claim in _CLAIM.findall(text)]
    number = next((number for number, claim in claims if claim == says), None)
    if number is None:
        number = max((number for number, _ in claims), default=0) + 1
        found.files[card] = _with_claim(text, f"- c{number}: {says}")
    return f"{card.as_posix()}#c{number}"


def _with_claim(text: str, line: str) -> str:
    """Return a card with one more claim, behind those that it has."""
    ends = [found.end() for found in _CLAIM.finditer(text)]
    if not ends:
        return f"{text.rstrip()}\n\n{line}\n"
    return f"{text[: ends[-1]]}\n{line}{text[ends[-1] :]}"


def _add_rule(
    seeds: Path, answer: Answer, theme: str, rule: str, origin: str, found: Changes
) -> None:
    path = Path("themes") / f"{theme}.yaml"
    text = found.files.get(path) or _read(seeds / path) or ""
    indent = _RULE.search(text)
    content, _ = seedfiles.read(seeds / path)
    if indent is None or max(content.lines, key=content.lines.__getitem__) != "rules":
        line = content.lines.get("rules", 1)
        what = "the rules are not a list at the end of the file"
        raise SeedError([f"{path}:{line}: {what}: move 'rules:' there, each as '- rule: …'"])
    blank = indent.group(1)
    lines = [
        f"- rule: {rule}",
        f"  any: [{_quoted(answer.phrase)}]",
        f"  weight: {answer.weight:g}",
        f"  from: {origin}",
        f"  hits: [{', '.join(map(_quoted, answer.hits or _made_hits(answer)))}]",
        f"  misses: [{', '.join(map(_quoted, answer.misses or _made_misses(answer)))}]",
    ]
    found.files[path] = text.rstrip("\n") + "\n" + "".join(f"{blank}{line}\n" for line in lines)


def _made_hits(answer: Answer) -> tuple[str, ...]:
    """Return a sentence that holds the phrase."""
    said = answer.candidate if _MARKS.search(answer.phrase) else answer.phrase
    return (f"The report speaks of {said}.",)


def _made_misses(answer: Answer) -> tuple[str, ...]:
    """Return a sentence that holds the first and the last word of the phrase, far apart."""
    row = answer.candidate.split()
    return (f"One page says {row[0]}, and quite another page of it says {row[-1]}.",)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _read(path: Path) -> str | None:
    """Return a file's text; None: there is no such file.

    Raises:
        SeedError: if it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8")  # line ends as they are
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as exc:
        raise SeedError([f"{path}:1: cannot be read: {exc}"]) from exc
