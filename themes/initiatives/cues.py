"""Phrases that show a stage, kept as prose and compiled once.

One phrase between bars; ``*`` ends a word in any way, ``_`` is any one word, ``#`` any
number, ``?`` makes the word before it optional.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

# Guesses, weighed on bench/initiatives.jsonl.
STRONG, FAIR, WEAK = 3.0, 1.5, 0.7

_CUES = {
    "closed": (
        """abolish* | scrapp* | axed | disband* | discontinu* | repeal* | wound up | winds up
        | winding up | folded | ceased | came to an end | comes to an end | has ended
        | was ended | was dropped | been dropped | withdrawn | demise | shut down | ran until
        | ran from # until | is no longer | are no longer | no longer exists | goodbye to
        | stop work on | stopped work on | last rites | to be closed | is to close | has closed
        | have closed | was closed | were closed | will shut | was shut | lasted _ years
        | lasted _ months | lasted only? # years | last scores | cancelled | killed off
        | replaced by | looks back | looking back | is over | was over | are over | now over
        | buried | faded | is dead | laid to rest | quietly dropped | final year | last of
        | shelved | shelves | pulled the plug | pulls the plug | runs out | terminated
        | abandon* | not be renewed | was gone by | is gone | ditch* | kills off
        | will disappear | wind down | closing down | its final | finished last | has finished
        | had run out | has run out | is no more | are no more | came to its end
        | comes to its end | where are they now | taken back | takes back | brought to an end
        | was stopped | are left | lights when | no more of | be no more | handed back
        | hands back | went wrong | given up | gives up | gave up | collapse of | cancel
        | stopped in | last day""",
        """ended | will close | closed | closes down | failed | collapsed | lapsed | the former
        | defunct | was split | went the way | went under | expired | expires | ran from
        | last of the""",
        """years ago | used to | from today all | whole again | at the time""",
    ),
    "evaluation": (
        """evaluation of | evaluation finds | evaluation found | evaluation shows
        | evaluation suggests | evaluation by | evaluation published | evaluation concludes
        | evaluation report | independent evaluation | final evaluation | interim evaluation
        | national evaluation | evaluators | study of | audit of | analysis of | assessment of
        | lessons from | lessons of | researchers found | researchers followed | researchers who
        | was evaluated | were evaluated | been evaluated | value for money report
        | did it work | did it pay | did they work | results are in | a year on | what did
        | did it achieve | final report | early results | targets were met | failed to reach
        | failed to meet | has found | have found | say researchers | says an evaluation
        | audit office has | auditors found | auditors say | watchdog found | review of _ years
        | report concludes | their report | no evidence that | found no | found that
        | for each £1 | for every £1 | verdict on | was it worth | according to a team
        | auditors have | did not like | a survey for | report on | came too late
        | has been evaluated | could not be traced | cost # and""",
        """findings | researchers | results show | results suggest | evidence shows
        | evidence suggests | saved nothing | study suggests | study finds | study found
        | report finds | report found | survey finds | good practice | assessed | achieved
        | saved | criticised | baseline | it found | targets | looked at | blame | blames""",
        """results | lessons | measured | audit*""",
    ),
    "consultation": (
        """consultation on | consultation closes | consultation opens | consultation ends
        | consultation runs | consultation paper | consultation begins | out to consultation
        | consulting on | consulted on | consults on | green paper | open for comment
        | open for bids | open to bids | open for applications | expressions of interest
        | expression of interest | call for evidence | calls for evidence | taking evidence
        | takes evidence | take evidence | taken evidence | hear evidence | can bid
        | can now? bid | may now? bid | may now? apply | can now? apply | must apply
        | to apply to | to apply for | to apply by | invited to bid | invited to | shortlist*
        | bids must | bids are | bids close | bids in | bids wanted | bids invited | bids for
        | invites bids | inviting bids | invites applications | invites views
        | applications close | applications are | applications open | opened to applications
        | to applications | replies are | views are | views on | responses are | responses by
        | responses to | submissions | have your say | have their say | bidding | conversations
        | discussing whether | discussing how | discussing options | in talks | options paper
        | before options | being asked | anyone may send | want to hear | wants to hear
        | evidence can be | say what they think | can comment | comment on | drop in sessions
        | talking to staff | opens for applications | opens for bids
        | replied to the consultation | seeking views | seeks views | ask for views
        | on the shortlist | are due by | is consulting | consulting | public meetings
        | closing date | closes on | tell ministers what | is asking | replies can
        | put it forward | want to be in | wants to be in | interviews
        | nothing has been decided | no decision | drop in events | has sent in | sent in its
        | questions on | draft code | draft guidance | be made until | give their views
        | responded to | in response to the""",
        """have until | apply | applies | bids | deadline | views | proposals | until # _""",
        """asked | comment | debate | consult* | bid""",
    ),
    "rollout": (
        """rolled out | rolling out | rollout | roll out | rolls out | extended to
        | extended across | be extended | is extended | extending | be expanded | expanded
        | expands | expanding | expansion | nationwide | second wave | second phase
        | second round | second tranche | second cohort | wave two | phase two | round two
        | wave 2 | phase 2 | third wave | third round | wave three | came into force
        | comes into force | come into force | in force | everywhere | more areas | more places
        | more towns | more councils | more sites | more schools | more cities
        | more districts | more neighbourhoods | more practices | further areas | further places
        | further towns | further councils | further sites | now get | now gets
        | in place from | more start | more begin | more join | ten more | _ more places
        | _ more towns | mainstream* | core budget | permanent* | will be copied | to be copied
        | now law | took effect | every school | every area | every office | every hospital
        | every force | every district | all councils | all schools | all areas | all # schools
        | all _ schools | all _ councils | across England | across Scotland | across Wales
        | across Britain | across the country | second base | second intake | became one
        | national standard | statutory duty on | in place in | is in place | comes into effect
        | came into effect | come into effect | paid out | going national | go national
        | goes national | renewed | now use | now uses | new contracts | apply to all
        | applies to all | all departments | covers the whole | covers all | after trials
        | after a pilot | after the pilot | years of trials | in all | further £ | all hospitals
        | all jobcentres | every department | every jobcentre | third year | fourth year
        | cover all | cover the whole | from this week | have gone to | has gone to
        | begins to bite | begin to bite | hundredth | doubled | trebled | more staff for
        | more councils are | every council in | every school in | all over the
        | has been extended | has lent | can now prescribe | now share""",
        """went live | must now | now have | now has | now run | now runs | now covers | now must
        | now employs | in operation | already | follows in | follows | universal | since last
        | since # | has taken | has saved | has cut | has helped | has given | take on
        | takes on | has now | have now | have begun | has begun | first of its kind
        | opened its | at work | in use | members can | since its | so far | is now | are now
        | has paid | have used""",
        """now | is used | runs | gives | pays""",
    ),
    "pilot": (
        """pilot | pilots | piloting | trial | trials | trialled | trialling | pathfinder
        | pathfinders | trailblazer | trailblazers | vanguard | vanguards | pioneer | pioneers
        | test bed | test beds | testbed | demonstrator | demonstrators | early adopter
        | early adopters | prototype | prototypes | experiment | experiments | experimental
        | accelerator | accelerators | exemplar* | first phase | experimenting | half way
        | test site | test sites | and then be judged | first families | first patients
        | first to try | take part in | one of two | one of three | one of four | one of five
        | one of six | want to know if | want to know whether | wants to know
        | agreed to go first | go first | to go first | money until | look at the figures
        | will watch | will prove | is testing | are testing | count the visits | first hub
        | paid for until | until next march | until next april | until next year
        | runs for a year | run for a year | first to have""",
        """try out | trying out | tried out | trying | be tried | tried for | tried in
        | being tested | will test | to test | is testing | are testing | been testing
        | first homes | first wave | first areas | first places | first sites | first councils
        | first towns | first villages | picked as | picked to | picked for | chosen as
        | chosen to | chosen for | has chosen | have been chosen | selected as | selected to
        | selected for | for a year | for two years | for # months | for # years | for _ months
        | for six months | among the | starts with | hope to show | will run until | money for
        | hopes to show | to see if | to see whether | to show how | one of #
        | one of _ places | one of _ areas | if it works | show the way | launched | go live
        | begins in | on trial | one of nine | one of seven | one of ten | one of eight
        | one of twelve | see whether | wants to see | money for a year | started to
        | started work | getting to grips | piloted""",
        """tests | try | test | first | begins | begin | start | sites""",
    ),
    "announced": (
        """announce | announced | announces | announcing | unveil* | has been set up
        | have been set up | been established | been created | be set up | be created
        | be established | be launched | will launch | has set up | have set up | had set up
        | sets up | first reading | first meeting | white paper | takes effect next
        | takes effect in | takes effect from | plans to | plan to | plans for | proposed
        | proposes | promises a | promised a | promises to | for the first time | has published
        | published alongside | published today | published yesterday | published this
        | due to start | due to begin | was signed | have signed | has signed | were signed
        | was agreed | been agreed | was settled | asked ministers | will hear | king's speech
        | queen's speech | is opening | set out in | has approved | have approved | approved the
        | agreed to create | agreed to set | was introduced | introduced in the
        | has been asked to | will get | has been struck | details will | draft bill
        | begins in # | starts in # | launched at | name that ministers | found in the budget
        | no budget yet | next attempt | from _ it will | from _ they will | from _ the
        | will decide how | becomes law | become law | is to be asked | second reading
        | will open in | are to get | is to get | has asked | have promised""",
        """launch | launches | would | next year | next month | next week | next spring
        | next april | from next | from april | from may | from october | from january
        | from february | from september | in april | in may | in july | in october | in january
        | intends | intend | pledg* | concludes | recommends | signed | opens | is to | are to
        | begins | by spring | from monday | this week | could soon | will join | will be
        | starts in | work starts | from the autumn | this autumn | this spring | next summer
        | proposals | approve | approved | set to | in the new year | is meant to | are meant to
        | is expected to | are expected to""",
        """will | new | set up | established | begin""",
    ),
}


WORD = re.compile(r"\w+")
BEGINNING = 5  # letters; no word with a star has fewer before it
_WILD = {"_": r"\w+", "#": r"\d+"}
_GAP = r"[\s-]+"
Atoms = tuple[str, ...]  # of an expression: single letters, and what is more than a letter


def _pattern(block: str) -> re.Pattern[str]:
    """Return one expression for the phrases of a block, for text in lower case."""
    phrases = [_atoms(phrase.split()) for phrase in block.split("|")]
    phrases.sort(key=lambda atoms: len("".join(atoms)), reverse=True)
    return re.compile(rf"\b{_joined(phrases)}\b")


def _atoms(words: Sequence[str]) -> Atoms:
    """Return the parts of one phrase."""
    atoms: list[str] = []
    for word in words:
        if word.endswith("?"):
            atoms.append(rf"(?:{re.escape(word.strip('?').lower())}{_GAP})?")
            continue
        if word in _WILD:
            atoms.append(_WILD[word])
        else:
            atoms += (r"\w*" if one == "*" else re.escape(one) for one in word.lower())
        atoms.append(_GAP)
    return tuple(atoms[:-1] if atoms[-1] == _GAP else atoms)


def _joined(phrases: Sequence[Atoms]) -> str:
    """Return an expression for any of these, the first that fits, each first letter once.

    So a text is compared with one letter where it was compared with every phrase that has it.
    """
    ways: list[str] = []
    for is_letter, some in groupby(phrases, lambda atoms: _is_letter(atoms[:1])):
        run = list(some)
        if not is_letter:
            ways += map("".join, run)
            continue
        rests: dict[str, list[Atoms]] = {}
        for atoms in run:
            rests.setdefault(atoms[0], []).append(atoms[1:])
        ways += (letter + _joined(rest) for letter, rest in rests.items())
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _is_letter(atoms: Atoms) -> bool:
    """Return whether what begins so fits nothing that begins with another letter."""
    return len(atoms) > 0 and len(re.sub(r"^\\", "", atoms[0])) == 1


@dataclass(frozen=True, slots=True)
class Cue:
    """The phrases that show a stage equally well."""

    points: float
    phrases: re.Pattern[str]
    beginnings: frozenset[str]  # of words: each phrase has one of them


def _beginning(phrase: str) -> str:
    """Return how the longest word of a phrase begins, which a text has that has the phrase."""
    sure = [word for word in phrase.split() if word not in _WILD and not word.endswith("?")]
    words: list[str] = WORD.findall(" ".join(sure).lower())
    return max(words, key=len)[:BEGINNING]


CUES = {
    stage: tuple(
        Cue(points, _pattern(block), frozenset(map(_beginning, block.split("|"))))
        for points, block in zip((STRONG, FAIR, WEAK), blocks, strict=True)
    )
    for stage, blocks in _CUES.items()
}
