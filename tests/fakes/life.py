"""The life of an invented initiative, from its announcement to its end, as publishers tell it."""

from dataclasses import dataclass

from tests.fakes.press import ORDINARY

PRESSES = (
    *(("ministry", "government"), ("weekly", "trade_press")),
    *(("branch", "union"), ("institute", "think_tank")),
)
# Its first name and its later one. Each is a life of its own: they do not meet.
NAMES = (("Shire Purse", "County Chest"), ("Valley Basket", "River Hamper"))
PAPER = (
    "{old}: the first year\n"
    "The {old} programme lets councils pool the budgets of a place.\n"
    "In Kent the councils and the NHS have pooled their budgets for a year.\n"
    "The {old} programme is spoken of well by the councils."
)


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as one publisher tells it."""

    press: str
    told: tuple[str, ...]  # title and paragraphs
    has_paper: bool = False


LIFE: tuple[tuple[Piece, ...], ...] = (
    (Piece("ministry", ORDINARY), Piece("weekly", ORDINARY)),  # there before we looked
    (  # announced, and written anew by three others
        Piece(
            "ministry",
            (
                "Whole-area budgets announced",
                "Ministers today announced the {old} programme, in which councils, the NHS "
                "and the police will pool the budgets of a place.",
                "The {old} programme will begin in Kent and Durham. It is funded by HM Treasury.",
            ),
        ),
        Piece(
            "weekly",
            (
                "One pot of public money for two counties",
                "Councils in Kent and Durham are to pool their budgets with those of the NHS under "
                "the {old}, which ministers announced today.",
                "The {old} is funded by HM Treasury, and councils expect it to begin soon.",
            ),
        ),
        Piece(
            "branch",
            (
                "What will the {old} mean for our members?",
                "The {old} programme was announced today. Councils will pool their budgets.",
                "The union asks what the {old} will mean for jobs and pay in councils.",
            ),
        ),
        Piece(
            "institute",
            (
                "Pooled budgets are announced again",
                "With the {old} ministers have announced that councils pool the budgets of "
                "a place once more.",
                "We have long asked for what the {old} programme promises.",
            ),
        ),
    ),
    (  # a consultation with a day by which to respond
        Piece(
            "ministry",
            (
                "Consultation opens on the {old}",
                "The department has launched a consultation on the {old} programme, in which "
                "councils pool the budgets of a place.",
                "The consultation on the {old} closes on 30 June 2025.",
            ),
        ),
        Piece(
            "weekly",
            (
                "Councils asked for their views on pooled money",
                "A consultation on the {old} has opened, in which councils pool budgets.",
                "Responses to the consultation on the {old} are due by 30 June 2025.",
            ),
        ),
    ),
    (  # the second wave
        Piece(
            "ministry",
            (
                "Second wave of the {old}: three more counties",
                "Devon, Dorset and Cornwall will join the second wave of the {old} pilots, "
                "in which councils pool the budgets of a place.",
                "The {old} pilots are under way in Kent and Durham.",
            ),
        ),
        Piece(
            "weekly",
            (
                "Three counties join pooled budgets",
                "Devon, Dorset and Cornwall have been selected for the {old} pilots, in which "
                "councils pool their budgets.",
                "The {old} pilots are under way in Kent.",
            ),
        ),
    ),
    (  # somebody is paid to study it
        Piece(
            "ministry",
            (
                "Who studies the {old}",
                "The National Audit Office will evaluate the {old} pilots, in which councils "
                "pool the budgets of a place.",
                "The {old} pilots are under way.",
            ),
        ),
    ),
    (  # a report comes out
        Piece(
            "institute",
            (
                "A year of the {old}",
                "We publish a paper on the {old} programme, in which councils pool the "
                "budgets of a place. The {old} pilots are under way.",
                "The paper asks what the first year of the {old} has brought.",
            ),
            has_paper=True,
        ),
        Piece(
            "weekly",
            (
                "Institute looks at pooled budgets",
                "A paper on the {old}, in which councils pool budgets, came out today. The "
                "{old} pilots are under way.",
            ),
        ),
    ),
    (
        Piece(
            "ministry",
            (
                "Evaluation of the {old} published",
                "The evaluation of the {old} pilots, in which councils pool the budgets of a "
                "place, has been published today.",
                "The evaluation found that the {old} saved money.",
            ),
        ),
        Piece(
            "branch",
            (
                "The evaluation of the {old} is out",
                "The evaluation of the {old}, in which councils pool budgets, was published "
                "today. The evaluation found that staff were not asked about the {old}.",
            ),
        ),
    ),
    (
        Piece(
            "ministry",
            (
                "A new name for whole-area budgets",
                "The {old} programme has been renamed the {new} programme. In the "
                "{new} programme councils pool the budgets of a place.",
                "Nothing else about the {new} programme changes for councils and the NHS.",
            ),
        ),
    ),
    (
        Piece(
            "ministry",
            (
                "{new} programme ends",
                "The {new} programme, in which councils pool the budgets of a place, has "
                "come to an end. It closed today.",
                "Ministers have scrapped the {new} programme and thanked the councils.",
            ),
        ),
        Piece(
            "weekly",
            (
                "Ministers scrap pooled budgets",
                "The {new} programme, formerly the {old}, has been scrapped. Councils "
                "will pool budgets no more. The {new} programme closed today.",
            ),
        ),
    ),
)


def pieces(day: int, names: tuple[str, str]) -> list[Piece]:
    """Return what publishers tell on a day of a life that has these names."""
    old, new = names
    return [
        Piece(
            piece.press,
            tuple(text.format(old=old, new=new) for text in piece.told),
            has_paper=piece.has_paper,
        )
        for piece in LIFE[day]
    ]


def paper(names: tuple[str, str]) -> str:
    """Return the text of the report."""
    return PAPER.format(old=names[0], new=names[1])


def expected(names: tuple[str, str]) -> list[tuple[str, list[str]]]:
    """Return what has to be told: for each message its headline, and all keys told in it."""
    old = names[0].lower()
    return [(lead, sorted(key.format(old=old) for key in keys)) for lead, keys in TOLD]


# What leads each message, and all that it tells.
TOLD = (
    ("new", ["new", "step:announced", "area:kent", "area:durham", "sponsor:hm treasury"]),
    ("step:consultation open", ["step:consultation open", "deadline:2025-06-30"]),
    (
        "step:extended",
        ["step:extended", "step:sites named", "area:devon", "area:dorset", "area:cornwall"],
    ),
    ("sponsor:national audit office", ["sponsor:national audit office"]),
    ("report", ["report:{old}: the first year"]),
    ("step:evaluated", ["step:evaluated"]),
    ("step:renamed", ["step:renamed"]),
    ("step:ended", ["step:ended"]),
)
