"""Reads lists.yaml, scope.yaml and themes/*.yaml strictly: every fault at once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import seedfiles
from seedfiles import Faults, Row, SeedError
from themes.matching import learned, scope
from themes.matching.engine import Book
from themes.rules import corpus, digest, keys, rules, swallowed
from themes.rules.forms import Form
from themes.rules.keys import HEAVIEST, LIGHTEST, Key
from themes.rules.language import Saying
from themes.rules.rules import FIELDS, Rule, Ruleset, Theme
from themes.rules.written import Library, Trial, Written

ENGINE = 4  # raise it when the code judges otherwise on the same seeds


def ruleset(seeds: Path) -> Ruleset:
    """Return the rules that a folder of seeds holds; ``library`` tells what it asks for."""
    return library(seeds).ruleset


def library(seeds: Path) -> Library:
    """Return the rules that a folder of seeds holds, with the rows that they are read from.

    What was read is remembered for as long as no file changes.

    Args:
        seeds: The folder with lists.yaml, scope.yaml, themes/*.yaml and corpus/*.md.

    Raises:
        SeedError: with every fault of every file: what cannot be read, rules that miss
            their own hits or hit their own misses, that other rules swallow, or that have
            no origin.
    """
    return _library(seeds, digest.of_files(seeds))


@lru_cache(maxsize=2)
def _library(seeds: Path, _files: str) -> Library:
    loader = _Loader(seeds)
    with seedfiles.unswept():
        judged = loader.read()
        loader.try_rules()
    if loader.faults or judged is None:
        raise SeedError(loader.faults)
    return Library(
        ruleset=loader.made(judged, loader.rules),
        rules={one.rule.rule_id: one for one, _ in loader.trials},
        lists=loader.said,
        places=loader.files,
    )


def with_rule(seeds: Path, row: Row, theme_id: str) -> Trial:
    """Return the rules of a folder of seeds with one more, that nobody has saved.

    Args:
        seeds: The folder.
        row: The rule, as its YAML would hold it.
        theme_id: The theme that it is for.

    Raises:
        SeedError: with every fault of the rule, or of the files.
    """
    loader = _Loader(seeds)
    form = Form(Faults("the rule"), loader.book, loader.lists)
    judged = loader.read(lambda: loader.read_rule(row, theme_id, form))
    loader.close(form.faults)
    if loader.faults or judged is None:
        raise SeedError(loader.faults)
    tried, _ = loader.trials.pop()
    return Trial(
        written=tried,
        before=loader.made(judged, loader.rules[:-1]),
        after=loader.made(judged, loader.rules),
        rules={one.rule.rule_id: one for one, _ in loader.trials},
        lists=loader.said,
    )


@dataclass(slots=True)
class _Loader:
    """Collects what the files say, and what is wrong with them."""

    seeds: Path
    book: Book = field(default_factory=Book)
    lists: dict[str, int] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    trials: list[tuple[Written, Faults]] = field(default_factory=list)
    said: dict[str, tuple[Saying, ...]] = field(default_factory=dict)  # what each list holds
    files: dict[str, str] = field(default_factory=dict)  # theme: its file
    taught: learned.Learned = learned.NOTHING
    faults: list[str] = field(default_factory=list)
    contents: list[Any] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)  # rule id: where it stands
    cards: dict[str, frozenset[str] | None] = field(default_factory=dict)  # card: its claims

    def read(self, more: Callable[[], None] = lambda: None) -> scope.Scope | None:
        """Read every file; return the scope, None if it cannot be read.

        Args:
            more: Reads what stands in no file, before the book is sealed.
        """
        if not self.read_lists():
            return None  # every rule that names a list would seem wrong
        judged = self.read_scope()
        for path in sorted((self.seeds / "themes").glob("*.yaml")):
            self.read_theme(path)
        if not self.themes and not self.faults:
            where = self.seeds / "themes"
            self.faults.append(f"{where}:1: no theme: write a file for each, *.yaml")
        try:
            self.taught = learned.load(self.seeds / "leanings.tsv", self.themes)
        except SeedError as exc:
            self.faults.extend(exc.faults)
        more()
        self.book.seal()
        return judged

    def made(self, judged: scope.Scope, rules: Sequence[Rule]) -> Ruleset:
        """Return a ruleset of some of the rules that were read."""
        return Ruleset(
            digest=digest.of_contents([ENGINE, self.taught.digest, *self.contents]),
            themes=self.themes,
            rules=tuple(rules),
            scope=judged,
            learned=self.taught,
            book=self.book,
        )

    def open(self, path: Path, known: tuple[Key, ...]) -> tuple[Row | None, Form]:
        """Return the mapping that a file holds, None if it holds none, and a form for it.

        Args:
            path: The file.
            known: Its keys; empty: whatever it likes.
        """
        try:
            content, faults = seedfiles.read(path)
        except SeedError as exc:
            self.faults.extend(exc.faults)
            return None, Form(Faults(str(path)), self.book, self.lists)
        form = Form(faults, self.book, self.lists)
        if not isinstance(content, Row):
            faults.add(1, "the file is no mapping", "write 'key: value' pairs")
        elif not known or faults.keys(content, keys.needed(known), keys.others(known)):
            self.contents.append(content)
            return content, form
        self.close(faults)
        return None, form

    def close(self, faults: Faults) -> None:
        """Take over the faults of a file that is done."""
        self.faults += [text for _, text in sorted(faults.lines, key=lambda pair: pair[0])]
        faults.lines.clear()

    def read_lists(self) -> bool:
        """Read the named lists of phrases; a list may name those above it.

        Return whether the file could be read.
        """
        content, form = self.open(self.seeds / "lists.yaml", ())
        if content is None:
            return False
        for name in content:
            if not re.fullmatch(keys.LIST, name):
                what = f"the list {name!r} cannot be named"
                form.faults.add(content.lines[name], what, "write its name in small letters and _")
            node = form.choice(content, name)
            self.said[name] = form.sayings(content, name)
            self.lists[name] = self.book.choice([]) if node is None else node
        self.close(form.faults)
        return True

    def read_scope(self) -> scope.Scope | None:
        """Return what speaks for and against UK public services; None: cannot be read."""
        content, form = self.open(self.seeds / "scope.yaml", keys.SCOPE_KEYS)
        if content is None:
            return None
        conditions = tuple(
            scope.Condition(
                condition_id=form.text(row, "condition"),
                says=form.text(row, "says"),
                about=form.word(row, "about", *scope.ABOUT),
                weight=form.number(row, "weight", 0, HEAVIEST),
                at_most=form.number(row, "at_most", 0, HEAVIEST),
                phrases=self.book.choice(form.nodes(row, "any"), is_list=True),
                unless=form.choice(row, "unless"),
            )
            for row in form.rows(content["conditions"], content.lines["conditions"], "conditions")
            if form.has_keys(row, keys.CONDITION_KEYS)
        )
        judged = scope.Scope(
            least_service=form.number(content, "least_service", -HEAVIEST, HEAVIEST),
            least_nation=form.number(content, "least_nation", -HEAVIEST, HEAVIEST),
            conditions=conditions,
        )
        self.close(form.faults)
        return judged

    def read_theme(self, path: Path) -> None:
        """Read one theme with its rules; the file bears its name."""
        content, form = self.open(path, keys.THEME_KEYS)
        if content is None:
            return
        theme_id = form.word(content, "theme", path.stem)
        self.files[theme_id] = form.faults.path
        self.themes[theme_id] = Theme(
            theme_id=theme_id,
            title=form.text(content, "title"),
            why=form.text(content, "why"),
            threshold=form.number(content, "threshold", LIGHTEST, HEAVIEST),
            leans=self.book.choice(form.nodes(content, "leans"), is_list=True),
        )
        for row in form.rows(content["rules"], content.lines["rules"], "rules"):
            if form.has_keys(row, keys.RULE_KEYS):
                self.read_rule(row, theme_id, form)
        self.close(form.faults)

    def read_rule(self, row: Row, theme_id: str, form: Form) -> None:
        """Read one rule; it is tried once all files are read."""
        rule_id = form.text(row, "rule")
        here = f"{form.faults.path}:{row.line}"
        if rule_id in self.places:
            what = f"the rule {rule_id!r} stands already in {self.places[rule_id]}"
            form.faults.add(row.line, what, "give one of them another name")
        self.places.setdefault(rule_id, here)
        anchor = form.choice(row, "any")
        everywhere = form.nodes(row, "all")
        near = form.nears(row)
        rule = Rule(
            rule_id=rule_id,
            theme_id=theme_id,
            anchor=self.book.choice([]) if anchor is None else anchor,
            all=everywhere,
            none=form.choice(row, "none"),
            near=near,
            unless=form.choice(row, "unless"),
            field=form.word(row, "field", *FIELDS),
            weight=form.number(row, "weight", LIGHTEST, HEAVIEST),
            source_kinds=frozenset(form.texts(row, "source_kinds")),
            origin=self.read_origin(row, form),
        )
        self.rules.append(rule)
        self.trials.append((Written(rule=rule, path=form.faults.path, row=row), form.faults))

    def read_origin(self, row: Row, form: Form) -> str:
        """Return where a rule comes from: a claim of a card, or why it goes beyond them."""
        if ("from" in row) == ("extension" in row):
            remedy = "write 'from: corpus/CARD.md#c1' or 'extension: why'"
            form.faults.add(row.line, "the rule has no single origin", remedy)
            return ""
        if "extension" in row:
            return form.text(row, "extension")
        origin = form.text(row, "from")
        card, _, claim = origin.partition("#")
        if card not in self.cards:
            self.cards[card] = corpus.claims(self.seeds / card)
        known = self.cards[card]
        if known is None:
            form.faults.add(row.lines["from"], f"no card {card!r}", "see the files in seeds/corpus")
        elif claim not in known:
            remedy = f"it has {', '.join(sorted(known)) or 'none'}"
            form.faults.add(row.lines["from"], f"no claim {claim!r} in {card}", remedy)
        return origin

    def try_rules(self) -> None:
        """Let every rule meet the sentences that it must hit and must miss, and the others."""
        for one, faults in self.trials:
            form = Form(faults, self.book, self.lists)
            rule = one.rule
            for key, wanted in (("hits", True), ("misses", False)):
                for text in form.texts(one.row, key):
                    is_title = rule.field == "title"
                    page = rules.lay_out(
                        self.book, text if is_title else "", "" if is_title else text
                    )
                    if bool(rules.holds(rule, page)) != wanted:
                        what = f"{rule.rule_id!r} {'misses' if wanted else 'hits'} {text!r}"
                        faults.add(one.row.lines[key], what, f"change the rule or its {key}")
        if not self.faults:  # of phrases that cannot be read nobody can tell what they cover
            by_id = {one.rule.rule_id: faults for one, faults in self.trials}
            for found in swallowed.rules([one for one, _ in self.trials], self.said):
                by_id[found.written.rule.rule_id].add(found.line, found.what, found.remedy)
        for _, faults in self.trials:
            self.close(faults)
