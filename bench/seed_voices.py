"""Whose voice the five texts that began Placewatch let us hear, as text and as a page.

    python -m bench.seed_voices FOLDER

The texts are not part of the project: FOLDER holds them as 000….txt to 004….txt. As a page, the
paragraphs that belong to the site and not to the article stand in its header. Ends with 1 if a
verdict is not what the texts are known for.
"""

import argparse
import re
import sys
from html import escape
from pathlib import Path

from extractors.pages import article
from records import Document, Voice
from themes.voices import voice

UNIONS = Path(__file__).parent.parent / "seeds" / "unions.yaml"
HEADERS = {"001": 2}  # paragraphs of the site before the article
# What each is known for: verdict of its page (None: any), and whether it says who was left out.
EXPECTED = {
    "000": (None, True),
    "001": ("workforce discussed without unions", None),
    "002": ("workforce discussed without unions", False),
    "003": (None, True),
    "004": (None, None),
}


def main() -> None:
    """Print a row for each text and its page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    wrong = 0
    print(f"{'text':5} {'as':5} {'words':>6}  {'verdict':34}  {'left out':8}  unions")
    for path in sorted(parser.parse_args().folder.glob("00*.txt")):
        key = path.name[:3]
        text = path.read_text(encoding="utf-8").strip()
        for form, body in (("text", text), ("page", page(text, HEADERS.get(key, 0)))):
            found = _read(body)
            says = found.says_left_out is not None
            is_right = form == "text" or _is_as_known(key, found)
            wrong += not is_right
            named = ", ".join(found.unions) or "none"
            said = "yes" if says else "no"
            print(
                f"{key:5} {form:5} {found.words:6,}  {found.verdict:34}  {said:8}  {named}"
                + ("" if is_right else "  WRONG")
            )
    sys.exit(1 if wrong else 0)


def page(text: str, of_site: int) -> str:
    """Return what is read of a page that holds a text, its first paragraphs in the header."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    header = "".join(f"<p>{escape(part)}</p>" for part in parts[:of_site])
    body = "".join(f"<p>{escape(part.lstrip('# '))}</p>" for part in parts[of_site + 1 :])
    title = escape(parts[of_site].lstrip("# "))
    markup = (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><header>{header}"
        f"</header><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    )
    return article.extract(markup.encode(), "https://site.example/text", "text/html", None).text


def _is_as_known(key: str, found: Voice) -> bool:
    verdict, says = EXPECTED.get(key, (None, None))
    is_left_out = found.says_left_out is not None
    return verdict in (None, found.verdict) and says in (None, is_left_out)


def _read(text: str) -> Voice:
    document = Document(
        document_id="seed", kind="article", title="", text=text, source_kind="", published_at=None
    )
    return voice.read(document, voice.load(UNIONS))


if __name__ == "__main__":
    main()
