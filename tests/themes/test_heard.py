import pytest

from extractors.pages import article
from records import Document
from tests.themes.test_voice import UNIONS, read
from themes.voices import linked, voice


@pytest.mark.parametrize("staff", ["", "The staff wear green. "])
def test_what_is_not_about_change_is_never_called_silent(staff):
    bees = "Keep the hive off the ground and do not open it in the rain, or the bees will sulk. "

    found = read(bees * 12 + staff)

    assert found.verdict == "cannot tell"
    assert "not about change" in found.reason


def test_a_theme_says_that_a_text_is_about_change():
    bees = "Keep the hive off the ground and do not open it in the rain, or the bees will sulk. "
    document = Document(
        document_id="d",
        kind="article",
        title="",
        text=bees * 12,
        source_kind="",
        published_at=None,
    )

    found = voice.read(document, UNIONS, is_on_theme=True)

    assert found.verdict == "nobody mentioned"


@pytest.mark.parametrize(
    "text",
    [
        "The PCS (Patient Call System) is old. PCS will go in March.",
        "UCU stands for ‘urgent care unit’ in the tables.",
        "Napo Pharmaceuticals sells it to the Unison Choir.",
    ],
)
def test_initials_and_names_of_others_are_no_unions(text):
    assert read(text).unions == ()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Witnesses. Ann Hall, General Secretary, UNISON; Bo Lee, Leader, GMB.", "unions heard"),
        ("Written evidence: Age UK; UNISON; the Nuffield Trust.", "unions heard"),
        ("A survey by the GMB found that four in ten had moved.", "unions heard"),
        ("Roy, a UNISON rep, sighed. “Same slides,” he says.", "unions heard"),
        ("GMB: the rota in option B cannot work.", "unions heard"),
        ("The union side did not support the new rota.", "unions heard"),
        (
            "Branch conference agreed. This branch notes that the union was told late.",
            "unions heard",
        ),
        ("The trade unions will be consulted in May.", "unions mentioned"),
        ("Unions must be consulted before posts are deleted.", "unions mentioned"),
        (
            "The trust recognises UNISON and GMB, and publishes its facility time.",
            "unions mentioned",
        ),
        (
            "The survey asked unionised and other workplaces and found no difference.",
            "unions mentioned",
        ),
    ],
)
def test_a_union_is_heard_when_it_says_or_does_something(text, verdict):
    assert read(text).verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "I typed “trade union” into the search box. Zero results.",
        "They asked bankers and bishops, but not the unions.",
        "The decision was taken before the unions had been consulted.",
        "The workforce was an afterthought.",
    ],
)
def test_a_text_may_say_so_in_many_ways(text):
    assert read(text).says_left_out


# What decides in three of the seeds, in other words.

REMEDY = (
    "The new kind of public servant will commission, broker and learn. Workers at every grade need "
    "skills that no course now teaches, and the commission on the council of the future, which "
    "will report in July, means to say which. Its first paper reviews two decades of reform. "
)


def test_a_paper_on_the_workforce_that_names_no_union_says_so():
    found = read(REMEDY * 4)

    assert found.verdict == "workforce discussed without unions"
    assert found.reason == "no trade union named; “public servant” 4 times, “workers” 4 times"


def test_unions_in_the_header_of_a_blog_are_not_heard():
    header = (
        "<header><h1><a href=/>Notes on policy</a></h1><p>I work in policy for UNISON Cymru. These "
        "are my own views and not those of UNISON Cymru.</p></header>"
    )
    body = "".join(f"<p>{REMEDY} That is part {part}.</p>" for part in range(4))
    page = (
        "<!DOCTYPE html><html lang=en><head><title>Joint working that lasts</title></head><body>"
        f"{header}<main><article><h2>Joint working that lasts</h2>{body}</article></main></body>"
    )

    text = article.extract(page.encode(), "https://blog.example/joint", "text/html", None).text

    assert "UNISON" not in text
    assert read(text).verdict == "workforce discussed without unions"


def test_a_text_that_searched_a_report_in_vain_says_so_itself():
    found = read(
        "UNISON members should watch the twelve areas. Open the report, look for the words “trade "
        "unions”, and you will not find them."
    )

    assert found.says_left_out.startswith("Open the report")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/plan.pdf", "https://a.example/plan.pdf#page=2"),
        ("https://a.example/plan.PDF?v=2", "https://a.example/plan.PDF?v=2#page=2"),
        ("https://a.example/plan.pdf#page=9", "https://a.example/plan.pdf#page=9"),
        ("https://a.example/plan", "https://a.example/plan"),
    ],
)
def test_a_report_opens_at_the_page_of_the_quote(url, address):
    assert linked.at_page(url, "One.\fTwo words.", 9) == address


@pytest.mark.parametrize(
    "text",
    [
        "Published written evidence\nLGR0012 Councils' Network\nLGR0013 GMB\nLGR0014 Dr Park",
        "Trade union side: J. Carr (GMB). Item 3: Mr Carr queried the travel times.",
        "Sir, Our members in payroll will lose.\nMaura Quinn\nRegional secretary, UNISON Northern",
        "Nobody from the GMB was there. ‘Not a word to us,’ the regional organiser told me.",
    ],
)
def test_a_text_as_a_whole_lets_a_union_speak(text):
    assert read(text).verdict == "unions heard"


@pytest.mark.parametrize(
    "text",
    [
        "There is no chair for the unions at the table, says Councillor Rana.",
        "Full consultation with staff and unions is planned for the spring.",
        "Risk 14: industrial action by one or more trade unions.",
        "In one sector in four pay is set by agreement with a union.",
        "A former Unite official, he has led the council since 2022.",
    ],
)
def test_a_union_that_is_only_spoken_of_is_not_heard(text):
    assert read(text).verdict == "unions mentioned"


@pytest.mark.parametrize(
    "text",
    [
        "It was not sent to the trade unions, although the constitution requires it.",
        "The mayor asked about staff. The clerk said that they had been left in the dark.",
        "So what about the PCS? Not there.",
        "Workers were presented with a done deal.",
    ],
)
def test_who_was_left_out_is_told(text):
    assert read(text).says_left_out


@pytest.mark.parametrize(
    "text",
    [
        "The unions have no doubt that the plan will fail.",
        "Nothing in the order affects the rights of staff or their unions.",
        "No decision will be taken until the unions have been consulted.",
    ],
)
def test_what_unions_do_not_do_leaves_nobody_out(text):
    assert read(text).says_left_out is None


@pytest.mark.parametrize(
    "text",
    [
        "Notice under the Trade Union and Labour Relations (Consolidation) Act 1992.",
        "The bids are open. Home | News | Opinion | Unions | Contact us",
    ],
)
def test_laws_and_menus_name_no_union(text):
    assert read(text).union_words == 0
