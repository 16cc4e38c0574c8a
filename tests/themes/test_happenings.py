from dataclasses import replace
from datetime import timedelta

import pytest

from records import Happened
from tests.themes.told import NOW, QUOTE, TITLES, claim, closing, mention, paged, report, told
from themes import happenings
from themes.happenings import Standing

DAY = timedelta(days=1)


def known(kind, value="", days=30, told_in="", article_id="a0"):
    """A happening of that many days ago."""
    return Happened(
        key=f"open-door:{kind}" + (f":{value.lower()}" if value else ""),
        initiative_id="open-door",
        kind=kind,
        value=value,
        article_id=article_id,
        quote="",
        happened_at=NOW - days * DAY,
        told_in=told_in,
    )


def standing(*life, stage="announced", is_old=True, is_refused=False):
    one = Standing(stage=stage, is_old=is_old, life=life, is_refused=is_refused)
    return {"open-door": one}


def decisions(*items, before=None):
    return happenings.decide(items, before or {}, TITLES, NOW, {})


def decide(*items, before=None):
    return [one.happening for one in decisions(*items, before=before).rings]


def keys(*items, before=None):
    """Return what is told, message by message."""
    rings = decisions(*items, before=before).rings
    return [sorted(one.key.removeprefix("open-door:") for one in ring.told) for ring in rings]


ANNOUNCED = (
    known("new", told_in="open-door:new"),
    known("step", "announced"),
    known("area", "Hull"),
)


def test_a_scheme_that_nobody_knew_is_new_once():
    (happening,) = decide(told([mention()]), told([mention()], "a2", "LGC", "trade_press"))

    assert (happening.key, happening.kind) == ("open-door:new", "new")
    assert (happening.step, happening.was_step) == ("pilot", None)
    assert (happening.areas, happening.sponsors) == (("Hull",), ("MHCLG",))
    assert (happening.new_areas, happening.new_sponsors, happening.steps) == ((), (), ())
    assert happening.themes == ("Place-based and pooled budgets",)
    assert happening.rule == "areas-try"
    assert happening.quote == QUOTE
    assert set(happening.matched) == {"Open Door", "Five areas", "will try"}
    assert (happening.source, happening.also) == ("MHCLG", ("LGC",))
    assert happening.why.startswith("fairly sure (80%) that this is the name of a scheme: ")


def test_all_that_is_said_of_a_new_scheme_is_told_with_it():
    assert keys(told([mention()])) == [["area:hull", "new", "sponsor:mhclg", "step:running"]]


def test_a_known_scheme_rings_when_its_life_moves_on():
    (happening,) = decide(told([mention("pilot")]), before=standing(*ANNOUNCED))

    assert happening.key == "open-door:step:running"
    assert (happening.was_step, happening.step) == ("announced", "running")


@pytest.mark.parametrize(
    ("steps", "step", "rings"),
    [
        (["running"], "announced", False),
        (["running"], "running", False),
        (["rolled out"], "running", False),
        (["evaluated"], "rolled out", True),
        (["rolled out"], "extended", True),
        (["rolled out"], "evaluated", True),
        (["rolled out"], "ended", True),
        (["announced"], "consultation open", True),
        (["consultation open"], "consultation closed", True),
        (["ended"], "running", False),
        (["ended"], "rolled out", False),
        (["ended"], "evaluated", True),
        (["ended"], "renamed", True),
    ],
)
def test_a_life_moves_on_and_never_back(steps, step, rings):
    before = standing(known("new"), *(known("step", one) for one in steps))
    about = mention(None, is_live=False, claims=(claim("step", step),))

    assert keys(told([about]), before=before) == ([[f"step:{step}"]] if rings else [])


def test_what_ended_before_we_looked_is_only_remembered():
    before = standing(known("new"), known("step", "ended", article_id=""))
    about = mention(None, is_live=False, claims=(claim("step", "evaluated"),))

    assert keys(told([about]), before=before) == []


def test_steps_of_years_long_over_are_looked_back_upon():
    quote = "Five areas tried Open Door until 2014."
    about = mention(None, is_live=False, claims=(claim("stage", "closed", text=quote),))

    assert keys(told([about], text=quote), before=standing(*ANNOUNCED)) == []


def test_the_sort_of_scheme_alone_is_no_step():
    about = mention("pilot", claims=(claim("stage", "pilot", "Open Door"),))

    assert keys(told([about]), before=standing(*ANNOUNCED)) == []


def test_a_wave_of_areas_is_one_message():
    wave = mention(None, claims=tuple(claim("area", one) for one in ("Hull", "Kent", "Fife")))

    (ring,) = decisions(told([wave]), before=standing(*ANNOUNCED)).rings

    assert (ring.happening.key, ring.happening.kind) == ("open-door:area:fife", "area")
    assert ring.happening.new_areas == ("Fife", "Kent")
    assert [one.key for one in ring.told] == ["open-door:area:fife", "open-door:area:kent"]


@pytest.mark.parametrize(
    ("life", "article"),
    [
        pytest.param(ANNOUNCED, {"published_at": NOW - 29 * DAY}, id="told anew next day"),
        pytest.param((known("new"),), {}, id="nobody knew where it was"),
        pytest.param((known("new"), known("area", "England")), {}, id="it is everywhere"),
        pytest.param((*ANNOUNCED, known("area", "County Kent")), {}, id="by another name"),
        pytest.param(ANNOUNCED, {"is_baseline": True}, id="there before we looked"),
    ],
)
def test_areas_that_are_no_news_are_only_remembered(life, article):
    said = mention(None, claims=(claim("area", "Kent"),))

    assert keys(told([said], **article), before=standing(*life)) == []


@pytest.mark.parametrize(
    ("role", "text", "rings"),
    [
        ("funds", "It pays for Open Door.", True),
        ("evaluates", "It will study Open Door.", True),
        ("delivers", "It was awarded the contract for Open Door.", True),
        ("delivers", "It announced that Open Door goes well.", False),
        ("writes", "It wrote on Open Door.", False),
        ("backs", "It likes Open Door.", False),
    ],
)
def test_who_pays_or_is_hired_is_news_and_who_speaks_is_none(role, text, rings):
    said = mention(None, claims=(claim("sponsor", "Acme", "It", role=role, text=text),))

    found = decide(told([said], text=text), before=standing(*ANNOUNCED))

    assert [one.new_sponsors for one in found] == ([(f"Acme ({role})",)] if rings else [])


def test_a_report_that_came_with_an_article_rings_once_whatever_its_title():
    before = standing(*ANNOUNCED)
    first = told([mention(None, is_live=False)], reports=(report("Open Door: final evaluation"),))
    again = told(
        [mention(None, is_live=False)], "a2", reports=(report("The final evaluation of Open Door"),)
    )

    (happening,) = decide(first, again, before=before)

    assert happening.key == "open-door:report:open door: final evaluation"
    assert happening.report == "Open Door: final evaluation"


def test_a_deadline_rings_while_it_is_ahead_and_again_when_it_is_moved():
    quiet = mention(None, is_live=False, claims=())
    before = standing(*ANNOUNCED, known("deadline", "2026-03-20"))

    assert keys(told([quiet], deadlines=[closing(20), closing(1)]), before=before) == []
    (happening,) = decide(told([quiet], deadlines=[closing(27)]), before=before)
    assert happening.key == "open-door:deadline:2026-03-27"
    assert happening.deadline == "applications by 27 March (25 days)"


def test_a_deadline_belongs_to_what_a_document_is_about_first():
    other = mention(None, initiative_id="other", name="Other Door", is_live=False, claims=())
    quiet = mention(None, is_live=False, claims=())

    assert keys(told([other, quiet], deadlines=[closing(20)]), before=standing(*ANNOUNCED)) == []


def test_what_matters_most_leads_and_the_others_are_told_with_it():
    said = (claim("step", "extended"), claim("step", "sites named"), claim("area", "Kent"))
    extended = mention("pilot", claims=said)

    (ring,) = decisions(
        told([extended], deadlines=[closing(20)]), before=standing(*ANNOUNCED)
    ).rings

    assert (ring.happening.kind, ring.happening.step) == ("step", "extended")
    assert ring.happening.steps == ("sites named",)
    assert ring.happening.new_areas == ("Kent",)
    assert ring.happening.deadline == "applications by 20 March (18 days)"
    assert {one.key.removeprefix("open-door:") for one in ring.told} == {
        "step:extended", "step:sites named", "deadline:2026-03-20", "area:kent",
    }  # fmt: skip
    assert {one.told_in for one in ring.told} == {"open-door:step:extended"}


@pytest.mark.parametrize(
    "quiet",
    [
        pytest.param(mention(is_main=False), id="named in passing"),
        pytest.param(mention(is_live=False), id="a look back"),
        pytest.param(mention(confidence=0.3), id="hardly a name"),
    ],
)
def test_what_is_no_news_rings_nothing(quiet):
    assert decide(told([quiet])) == []


def test_an_article_without_a_theme_rings_nothing():
    assert decide(told([mention()], is_relevant=False)) == []


def test_what_people_refused_rings_nothing():
    refused = standing(is_old=False, is_refused=True)

    assert decide(told([mention()]), before=refused) == []


def test_what_was_there_before_we_looked_is_remembered_and_never_new():
    old = told([mention()], "a0", is_baseline=True)

    assert decide(old) == []
    assert decide(old, told([mention()])) == []
    assert {one.key.removeprefix("open-door:"): one.told_in for one in decisions(old).known} == {
        "new": "", "step:running": "", "area:hull": "", "sponsor:mhclg": "",
    }  # fmt: skip


def test_a_scheme_of_a_first_poll_rings_when_it_moves_on():
    old = told([mention("announced")], "a0", is_baseline=True)

    (happening,) = decide(old, told([mention("rollout")]))

    assert (happening.key, happening.was_step) == ("open-door:step:rolled out", "announced")


def test_the_deadline_that_comes_first_is_told_with_the_news():
    items = [closing(27), closing(20), closing(1)]

    (happening,) = decide(told([mention()], deadlines=items))

    assert happening.deadline == (
        "applications by 20 March (18 days); applications by 27 March (25 days)"
    )


def test_a_deadline_of_a_report_is_told_with_its_page():
    (happening,) = decide(told([mention()], reports=(paged("r1"),)))
    (other,) = decide(told([mention()], reports=(paged("r1", url="https://example.org/r1"),)))

    assert happening.deadline == "applications by 20 March (18 days), report page 3"
    assert other.deadline == "applications by 20 March (18 days)"


def test_a_report_that_cannot_be_read_is_said_to_be_so_and_linked():
    why = "cannot be read: a scan without text"
    scans = tuple((f"https://example.org/{name}.pdf", why) for name in ("r1", "r2"))

    (happening,) = decide(told([mention()], unread=scans))
    (known,) = decide(told([mention()], unread=scans[:1], reports=(report("First year"),)))

    assert (happening.unread, happening.report_url) == (f"{why}; and 1 more", scans[0][0])
    assert (known.unread, known.report_url) == (why, "https://example.org/r1.pdf")


def test_a_report_opens_where_it_names_what_the_article_tells_of():
    url, plain = paged("r1")
    naming = replace(plain, mentions=(mention(start=6, stop=9),))

    (happening,) = decide(told([mention()], reports=((url, naming),)))
    (other,) = decide(told([mention()], reports=((url, plain),)))

    assert (happening.report_url, other.report_url) == (f"{url}#page=2", url)
