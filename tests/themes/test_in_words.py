from tests.themes.small import THEME, seeds
from themes.rules import in_words, load

NEAR = "near: {sentence: true, any: [council*]}"
NEARS = "near: [{words: 8, any: [council*]}, {sentences: 3, at_least: 2, any: [nhs, purse]}]"
MORE = """    weight: 2
    all: [money]
    none: [zebra]
    unless: [car, bus]
    field: lead
    source_kinds: [union]
"""


def test_a_rule_is_said_in_words(tmp_path):
    theme = THEME.replace(NEAR, NEARS).replace("    weight: 2\n", MORE)
    theme = theme.replace("[The council pools its", "[Money of NHS and purse. A council pools its")

    written = load.library(seeds(tmp_path, pots=theme)).rules["pooled"]

    assert in_words.lines(written) == (
        "hits where one of these stands: pool* … @money",
        "if within 8 words of it stands one of: council*",
        "if in its sentence or up to 2 sentences away stands 2 different ones of: nhs · purse",
        "if somewhere in the text stands each of: money",
        "if nowhere in the text stands any of: zebra",
        "not where in its sentence stands one of: car · bus",
        "looks at the title and the first 90 words alone",
        "reads publishers of these kinds alone: union",
    )
