"""The page docs/hostile-cases.md, written from the cases themselves.

python -m tests.hostile.listed > docs/hostile-cases.md
"""

from collections import defaultdict

from tests.hostile import answers, entries, feeds, inside, pages
from tests.hostile.case import Case

GROUPS = {
    "Redirects": inside.REDIRECTS,
    "Links": inside.LINKS,
    "Packing": answers.BOMBS,
    "Lengths and pace": answers.LENGTHS,
    "Heads": answers.HEADS,
    "Statuses": answers.STATUSES,
    "Markup": feeds.MARKUP,
    "Damage": feeds.DAMAGED,
    "Encodings": feeds.ENCODINGS,
    "Entries": entries.ENTRIES,
    "Pages": pages.PAGES,
    "Reports": pages.REPORTS,
}
HEAD = """\
# The hostile cases, one by one

After reading this page you know what `tests/hostile/` does to Placewatch, and how each case ends.
It is written by `python -m tests.hostile.listed`; `docs/security.md` explains it.
"stored" means stored whole, or cut and cleaned; "or" parts ends that depend on the machine.
"""


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for title, cases in GROUPS.items():
        parts.append(f"## {title} ({len(cases)})\n")
        by_end: dict[str, list[str]] = defaultdict(list)
        for case in cases:
            by_end[end(case)].append(f"`{case.name}`" if "`" not in case.name else case.name)
        parts.append("".join(f"- **{what}**: {', '.join(by_end[what])}\n" for what in by_end))
    return "\n".join(parts)


def end(case: Case) -> str:
    """Return what becomes of a case, in words."""
    ends = case.outcome.split("; ")[-1].split("|")
    return " or ".join("stored" if one == "fine" else one for one in ends)


if __name__ == "__main__":
    print(page(), end="")
