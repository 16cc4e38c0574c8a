import json
from pathlib import Path

import pytest

from records import Document
from seedfiles import SeedError
from themes.voices import voice

HERE = Path(__file__).parents[2]
UNIONS = voice.load(HERE / "seeds" / "unions.yaml")
FILLER = (
    "The plan to merge the services is one of many in the county, and was drawn up in the winter "
    "by a firm that had done the same in the north. "
)
LONG = FILLER * 7  # some 170 words


def read(text, kind="article", source_kind="think_tank", pages=0, title=""):
    document = Document(
        document_id="d",
        kind=kind,
        title=title,
        text=text,
        source_kind=source_kind,
        published_at=None,
    )
    return voice.read(document, UNIONS, pages)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UNISON and the TUC signed.", ("UNISON", "TUC")),
        ("Unison told councillors that it failed.", ("UNISON",)),
        ("Unite said so.", ("Unite",)),
        ("Talks with Unite, GMB and Prospect go on.", ("Unite", "GMB", "Prospect")),
        ("Community, the steelworkers' union, agrees.", ("Community",)),
        ("The FDA, which speaks for senior civil servants, agrees.", ("FDA",)),
        ("Prison officers of the POA refused to leave the wing.", ("POA",)),
        ("Its porters were in NUPE, its clerks in NALGO.", ("NUPE", "NALGO")),
        ("The Royal College of Nursing agrees.", ("RCN",)),
        ("Wales TUC Cymru has asked for it.", ("Wales TUC",)),
        ("The T&G had a branch here.", ("TGWU",)),
        ("Unite's count shows one post in six vacant.", ("Unite",)),
        ("A campaign backed by Unite saved it.", ("Unite",)),
        ("It is too early to say, says Prospect.", ("Prospect",)),
        ("The PSA wrote to the Public Service Commissioner.", ("PSA",)),
        ("INTO and NASUWT wrote about small schools.", ("INTO", "NASUWT")),
        ("PFEW agrees.", ("Police Federation",)),
        ("Unite, which represents most of the drivers, fears the worst.", ("Unite",)),
        ("Prospect, which has members at the depot, was told.", ("Prospect",)),
        ("The FDA and Prospect were invited.", ("FDA", "Prospect")),
        ("Whitehall waits. It is late. It is odd. The FDA said so.", ("FDA",)),
    ],
)
def test_unions_are_named(text, names):
    assert read(text).unions == names


@pytest.mark.parametrize(
    "text",
    [
        "The European Union and the customs union cost money.",
        "A credit union and the students' union share the hub. The union's officers are paid.",
        "On Union Street a Union Jack flew; the Union is safe, said a Unionist.",
        "Unite behind the prospect of a community budget.",
        "Community leaders said that Community Budgets were dropped.",
        "Prospect Park and Unite Students were mentioned.",
        "The FDA approved the drug.",
        "Investors get EIS relief. A POA was never signed.",
        "Rugby union and civil unions were not discussed. Western Union was.",
        "The minister told GMB on Good Morning Britain.",
        "They worked in unison on a union of two trusts.",
        "Equity matters. Accord was reached. One aspect is new.",
        "Every school needs laptops and PCS, the maker said.",
        "The PSA target was met; PSA tests are offered.",
        "Towns Unite for parks. Leaders must unite.",
        "Primary care services (PCS) will move to one floor.",
        "The Chief Fire Officers Association agrees.",
        "Prospect, which opened in May, has a lake.",
        "Whitehall tests drugs. It takes years. It is odd. The FDA said so.",
        "Poor Law unions kept books. A board inspected local unions.",
    ],
)
def test_other_unions_are_no_trade_unions(text):
    found = read(text)

    assert (found.union_words, found.unions) == (0, ())


@pytest.mark.parametrize(
    "text",
    [
        "The trade unions kept records.",
        "Our branch secretary retired.",
        "A shop steward was there.",
        "There are two union reps.",
        "Unions were discussed.",
        "Union density is low.",
        "It has anti-union laws.",
    ],
)
def test_unions_in_general_are_spoken_of(text):
    found = read(text)

    assert found.union_words == 1
    assert found.unions == ()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("UNISON warned that posts would go.", "unions heard"),
        ("“It is rushed,” said Rhian Pugh, regional organiser for Unite.", "unions heard"),
        ("The board consulted the recognised trade unions.", "unions heard"),
        ("An agreement was signed with the STUC.", "unions heard"),
        ("Ministers should consult the unions.", "unions mentioned"),
        ("The board did not consult the trade unions.", "unions mentioned"),
        ("Consultation with unions has yet to begin.", "unions mentioned"),
        ("A history of trade unions fills nine boxes.", "unions mentioned"),
        (LONG + "The staff will move.", "workforce discussed without unions"),
        (LONG, "nobody mentioned"),
        ("The staff will move.", "cannot tell"),
        ("", "cannot tell"),
    ],
)
def test_voices_have_grades(text, verdict):
    assert read(text).verdict == verdict


def test_what_a_union_publishes_is_never_called_silent():
    assert read(LONG + "The staff will move.", source_kind="union").verdict == "cannot tell"
    assert read(LONG + "UNISON said no.", source_kind="union").verdict == "unions heard"


def test_a_report_that_was_half_read_is_never_called_silent():
    whole = "\f".join([LONG, LONG, LONG])
    half = "\f".join([LONG, "", LONG, " 4 "])

    assert read(whole, kind="report", pages=3).verdict == "nobody mentioned"
    assert read(half, kind="report", pages=4).verdict == "cannot tell"
    assert "2 of 4 pages" in read(half, kind="report", pages=4).reason


def test_a_text_that_is_not_english_is_never_called_silent():
    welsh = "Mae'r cynllun newydd yn rhoi mwy o lais i drigolion lleol yn eu cymunedau. " * 20

    assert read(welsh).verdict == "cannot tell"


def test_the_title_is_not_searched():
    assert read("The staff move.", title="A blog of UNISON Scotland").union_words == 0


@pytest.mark.parametrize(
    "text",
    [
        "Search it for the phrase “trade unions” and you won't find it.",
        "It is a failure to engage with staff and trade unions.",
        "The report makes no mention of trade unions.",
        "The council decided without consulting unions.",
        "Staff were never asked.",
        "The board ignored its own workforce.",
        "Not one trade union is named in the paper.",
        "Employees had no say in it.",
    ],
)
def test_a_text_may_say_itself_who_was_left_out(text):
    assert read("Something else first. " + text).says_left_out == text


@pytest.mark.parametrize(
    "text",
    [
        "Nothing will move without consulting staff.",
        "If staff are not consulted, it will fail.",
        "Unions insist that they were not excluded.",
        "Staff were consulted throughout.",
        "Nobody asked the shareholders.",
    ],
)
def test_promises_and_praise_leave_nobody_out(text):
    assert read(text).says_left_out is None


def test_a_sentence_on_unions_goes_before_one_on_staff():
    text = "Staff were never asked. The plan does not mention trade unions."

    assert read(text).says_left_out == "The plan does not mention trade unions."


def test_words_on_jobs_and_engagement_are_counted():
    found = read(
        "Ninety posts will go and TUPE applies. Staff were consulted and involved. Redundancies "
        "are likely. The council will cut 200 jobs."
    )

    assert (found.job_words, found.engagement_words, found.workforce_words) == (4, 2, 1)


def test_a_silence_becomes_one_line_with_its_evidence():
    report = "\f".join([LONG + "The workforce is an asset.", LONG + "Staff come last. Workforce."])

    found = read(report, kind="report", pages=2)

    assert voice.line(found, "report") == (
        f"Searched: report, 2 pages, {found.words:,} words: no trade union named; "
        "“workforce” twice, “staff” once"
    )


def test_a_left_out_sentence_becomes_the_line():
    found = read("Staff were never asked.")

    assert voice.line(found) == "It says itself who was left out: “Staff were never asked.”"


@pytest.mark.parametrize(
    "text", ["UNISON warned them.", "A history of trade unions.", "Short.", LONG], ids=repr
)
def test_nothing_worth_saying_makes_no_line(text):
    assert voice.line(read(text), "article") is None


def test_an_editor_sees_every_fault_of_the_seed(tmp_path):
    path = tmp_path / "unions.yaml"
    path.write_text(
        "unions:\n"
        "  - {union: a, name: A Union, nation: mars, sector: health}\n"
        "  - {union: a, name: B Union, nation: uk, sector: health, now: c}\n"
        "  - {union: d, nation: uk, sector: health}\n"
        "  - {union: e, name: B Union, nation: uk, sector: [health], also: E Union}\n"
        "words:\n"
        "  unions: staff\n"
        "  never: [European Union]\n"
        "  workforce: [staff]\n"
        "  trades: [nurse]\n"
        "  jobs: [tupe]\n"
    )

    with pytest.raises(SeedError) as caught:
        voice.load(path)

    lines = [fault.split(":")[1] for fault in caught.value.faults]
    assert lines == ["2", "3", "3", "4", "5", "5", "5", "7"]


@pytest.mark.parametrize("text", ["", "[]", "- a", "unions: 3\nwords: 4\n"], ids=repr)
def test_a_file_that_is_no_seed_is_refused(tmp_path, text):
    path = tmp_path / "unions.yaml"
    path.write_text(text)

    with pytest.raises(SeedError):
        voice.load(path)


def test_unions_are_told_from_all_that_is_called_so():
    lines = (HERE / "bench" / "unions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    answers = [(row["mentions_unions"], read(row["text"]).union_words > 0) for row in rows]
    right = answers.count((True, True))
    wrong, missed = answers.count((False, True)), answers.count((True, False))

    assert 2 * right / (2 * right + wrong + missed) >= 0.97


@pytest.mark.parametrize(
    ("title", "text", "is_mentioned"),
    [
        ("UNISON warns of cuts", "Staff move in May.", True),
        (
            "A motion",
            "Conference notes that care is sold. Conference instructs the executive.",
            True,
        ),
        ("A motion", "The union's Wales secretary asked for a date.", True),
        ("A motion", "The Union calls on ministers to wait.", True),
        ("A talk", "The conference notes are on our website.", False),
        ("The Union flag", "Scotland debates the Union of nations.", False),
        ("Savings", "Your money is safe in a credit union.", False),
        ("Credit union opens a counter", "Last year the union paid a dividend.", False),
        ("Training", "The nurses' union Tehy supports it.", True),
        ("Training", "A Union Rep with a placard walks in.", True),
        ("Training", "The Field Education Union has asked for talks about jobs.", True),
    ],
)
def test_unions_are_mentioned_by_name_in_general_or_by_a_motion(title, text, is_mentioned):
    document = Document(
        document_id="d",
        kind="article",
        title=title,
        text=text,
        source_kind="",
        published_at=None,
    )

    heard = voice.read(document, UNIONS)

    assert voice.is_mentioned(document, heard, UNIONS) is is_mentioned
