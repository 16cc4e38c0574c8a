"""The furniture of real-life pages, in several hands: each box carries words that must not leak."""
# ruff: noqa: E501  markup is easier to read in long lines

from collections.abc import Callable

from bench.boilerplate.names import HASHED, NAMES, SEMANTIC, SYSTEM, WORDINGS


class Furniture:
    """Makes boxes in one hand, and remembers the sentinel words it put into them."""

    def __init__(self, hand: str, seed: int, *, is_held_out: bool) -> None:
        self.hand = hand
        self.seed = seed
        self.is_held_out = is_held_out  # other names and other wordings than in the tuning half
        self.words: dict[str, str] = {}  # sentinel → kind of box

    def box(self, kind: str) -> str:
        """Return the markup of one box."""
        return _MAKERS[kind](self, kind)

    def word(self, kind: str) -> str:
        """Return a new word that stands nowhere else on the page."""
        word = f"{kind.replace('_', '')}leak{len(self.words):02}"
        self.words[word] = kind
        return word

    def wrap(self, kind: str, inner: str, tag: str = "div") -> str:
        """Return a box around a content, marked in this hand."""
        number = self.seed + len(kind)
        if self.hand == "semantic":
            element = SEMANTIC.get(kind, f'section aria-label="{kind}"')
            return f"<{element}>{inner}</{element.split()[0]}>"
        names = NAMES[kind][2:] if self.is_held_out else NAMES[kind][:2]
        choices = {"named": names, "hashed": HASHED, "system": SYSTEM, "plain": ()}[self.hand]
        name = f' class="{choices[number % len(choices)]}"' if choices else ""
        return f"<{tag}{name}>{inner}</{tag}>"

    def heading(self, text: str) -> str:
        """Return a heading of a box; some publishers use none of HTML's."""
        if self.hand == "hashed":
            return f'<div class="{HASHED[self.seed % 5]}"><span>{text}</span></div>'
        if self.hand == "plain" and self.seed % 2:
            return f"<p><strong>{text}</strong></p>"
        return f"<h{3 if self.seed % 2 else 2}>{text}</h{3 if self.seed % 2 else 2}>"

    def wording(self, kind: str) -> str:
        """Return how this page introduces a kind of box."""
        wordings = WORDINGS[kind][self.is_held_out].split("|")
        return wordings[self.seed % len(wordings)]

    def links(self, kind: str, texts: tuple[str, ...], tag: str = "ul") -> str:
        """Return a list of links with a sentinel in each."""
        items = (
            f'<li><a href="/news/{kind}-{n}">{text.format(self.word(kind))}</a></li>'
            for n, text in enumerate(texts)
        )
        return f"<{tag}>{''.join(items)}</{tag}>"


def _latest(page: Furniture, kind: str) -> str:
    head = page.wording(kind)
    texts = (
        "Union {} wins a pay case against a northern council after two years",
        "Members of {} ballot over shared services and the closure of depots",
        "New {} deal for a combined authority is agreed",
        "Health board {} consults on moving three wards",
        "Branch {} elects officers",
    )
    return page.wrap(kind, page.heading(head) + page.links(kind, texts))


def _related(page: Furniture, kind: str) -> str:
    head = page.wording(kind)
    cards = "".join(
        f'<div><a href="/r/{n}"><img src="/{n}.jpg" alt=""></a><h4><a href="/r/{n}">{title}</a></h4>'
        f"<p>The {page.word(kind)} union told members that neighbourhood teams would bring "
        f"budgets and staff together, and that it had not been asked before. {more}</p></div>"
        for n, (title, more) in enumerate(
            (
                ("Pooled budgets: what we know", "A vote follows in the spring."),
                ("One front door for families", "Reps meet on Tuesday."),
                ("Mutual sets out its plan for care", "It is due to report in June."),
            )
        )
    )
    return page.wrap(kind, page.heading(head) + cards, "section")


def _most_read(page: Furniture, kind: str) -> str:
    head = page.wording(kind)
    texts = (
        "Councils {} in line for mergers by 2028",
        "What is {} and why are unions worried about it?",
        "Chief executive of {} to leave",
        "Ten charts on {} pay",
    )
    return page.wrap(kind, page.heading(head) + page.links(kind, texts, "ol"))


def _newsletter(page: Furniture, kind: str) -> str:
    head = page.wording(kind)
    pitch = (
        f"<p>Every Friday our {page.word(kind)} briefing brings you the week in public service "
        "reform, from devolution deals to the latest on union recognition, straight to your inbox.</p>"
    )
    form = (
        '<form action="/s"><label>Email <input name="e"></label><button>Sign me up</button></form>'
    )
    inner = pitch + form if page.seed % 2 else f"<form>{pitch}<input><button>Go</button></form>"
    return page.wrap(kind, page.heading(head) + inner)


def _cookies(page: Furniture, kind: str) -> str:
    return page.wrap(
        kind,
        f"<p>We use some essential {page.word(kind)} cookies to make this website work. We would like "
        "to set additional cookies to understand how you use our site, remember your settings and "
        "improve our services. We also use cookies set by other sites.</p>"
        "<button>Accept all</button> <button>Reject</button> <a href='/cookies'>View cookies</a>",
    )


def _comments(page: Furniture, kind: str) -> str:
    head = page.wording(kind)
    said = "".join(
        f"<div><p><b>{name}</b> <a href='#c{n}'>12 March 2026 at 10:14</a></p><p>I work for a "
        f"council and the {page.word(kind)} union rep tells us nothing about this. {more} "
        "Why were staff not consulted before it went to cabinet?</p><a href='#r'>Reply</a></div>"
        for n, (name, more) in enumerate(
            (
                ("Pat", "We had all this with Total Place."),
                ("Sam", "Same old story."),
                ("Lee", "Good."),
            )
        )
    )
    return page.wrap(kind, page.heading(head) + said)


def _author(page: Furniture, kind: str) -> str:
    head = page.wording(kind)
    return page.wrap(
        kind,
        page.heading(head) + f"<p>Robin Example is a {page.word(kind)} national officer who has "
        "written on local government, the NHS and trade unions for twenty years, and chairs a "
        "housing co-operative.</p><a href='/author/robin'>More by Robin</a>",
    )


def _tags(page: Furniture, kind: str) -> str:
    texts = ("{} devolution", "{} Christie", "{} union")
    return page.wrap(kind, page.wording(kind) + page.links(kind, texts))


def _about(page: Furniture, kind: str) -> str:
    return page.wrap(
        kind,
        page.heading(page.wording(kind))
        + f"<p>We are the {page.word(kind)} union, with more than a hundred thousand members in local "
        "government, health and care. This site covers our campaigns; the views are our own. "
        f"Follow us, and visit the main {page.word(kind)} site for news of UNISON, GMB and Unite.</p>",
    )


def _breadcrumb(page: Furniture, kind: str) -> str:
    return page.wrap(
        kind,
        f"<a href='/'>Home</a> › <a href='/n'>{page.word(kind)} news</a> › <span>Areas named</span>",
    )


def _share(page: Furniture, kind: str) -> str:
    texts = ("Share {} on one site", "Tweet {}", "Email {} to a friend")
    return page.wrap(kind, page.wording(kind) + page.links(kind, texts))


def _more(page: Furniture, kind: str) -> str:
    link = f"<a href='/m'>Mayors want {page.word(kind)} powers over skills, says union</a>"
    lead = page.wording(kind)
    if page.hand in ("plain", "hashed"):
        return f"<p>{lead}{link}</p>"
    return page.wrap(kind, f"<p><strong>{lead}</strong>{link}</p>")


def _promo(page: Furniture, kind: str) -> str:
    return page.wrap(
        kind,
        page.heading(page.wording(kind))
        + f"<p>Our {page.word(kind)} podcast asks what unions make of place-based budgets, with "
        "guests from three combined authorities.</p><a href='/p'>Listen and subscribe</a>",
    )


def _carousel(page: Furniture, kind: str) -> str:
    slides = "".join(
        f"<li><a href='/c/{n}'><h3>{title}</h3><p>The {page.word(kind)} campaign for fair pay in "
        "social care begins its second year with a march on the town hall.</p></a></li>"
        for n, title in enumerate(("Fair pay now", "Save our libraries", "Vote yes"))
    )
    return page.wrap(kind, f"<ul>{slides}</ul><a href='#'>Previous</a><a href='#'>Next</a>")


def _neighbours(page: Furniture, kind: str) -> str:
    return page.wrap(
        kind,
        f"<a href='/b' rel='prev'>← Previous: {page.word(kind)} budgets and the unions</a> "
        f"<a href='/a' rel='next'>Next: A {page.word(kind)} charter for staff →</a>",
    )


def _events(page: Furniture, kind: str) -> str:
    texts = ("12 May: {} conference, Leeds", "3 June: {} rally", "9 June: webinar on {} pay")
    head = page.wording(kind)
    return page.wrap(kind, page.heading(head) + page.links(kind, texts))


def _join(page: Furniture, kind: str) -> str:
    return page.wrap(
        kind,
        page.heading(page.wording(kind))
        + f"<p>Not yet a member? Whatever your job in public services, the {page.word(kind)} union is "
        "there for you: advice, protection and a say.</p><a href='/join'>Join now</a>",
    )


def _notice(page: Furniture, kind: str) -> str:
    return page.wrap(
        kind,
        f"<p>Our {page.word(kind)} offices are closed on Monday. In an emergency call the members’ "
        "helpline, which is open all day, or <a href='/help'>read our advice</a>.</p>",
    )


_MAKERS: dict[str, Callable[[Furniture, str], str]] = {
    "latest": _latest,
    "related": _related,
    "most_read": _most_read,
    "newsletter": _newsletter,
    "cookies": _cookies,
    "comments": _comments,
    "author": _author,
    "tags": _tags,
    "about": _about,
    "breadcrumb": _breadcrumb,
    "share": _share,
    "more": _more,
    "promo": _promo,
    "carousel": _carousel,
    "neighbours": _neighbours,
    "events": _events,
    "join": _join,
    "notice": _notice,
}
