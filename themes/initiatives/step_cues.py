"""Phrases that tell what happened to a scheme, by step; the endings of words do not matter."""

from records import STEPS
from themes.initiatives.phrases import Phrases

MAYBE = ", maybe"  # behind a step: phrases that only lean to it
# One phrase between bars, as ``phrases.Phrases`` reads them.
_GROUPS = {
    "idea": """call for a/an/the new | call on minister to | proposal for | should set up
        | should create | should establish | should launch | should introduce | should be set up
        | should be created | could be created | would be created | would create | would give
        | would set up | would bring in | is considering | are considering | considering whether
        | thinking about | think tank propose | argue for | argue that | make the case for
        | case for a/an | float the idea | idea of a/an | the idea is | mooted | explore option
        | want minister/government/treasury to | urge minister/government to | blueprint for
        | toy with | suggest a/an | deserve a/an | manifesto promise | what _ _ need""",
    "idea, maybe": """propose | recommend that? | suggest | vision for a | would be
        | would replace | ask minister to/for | could | should""",
    "announced": """announce | announcement of | unveil | reveal | launch of
        | be/been/is/are/was/were launch | has/have/will/to launch
        | launch a/an/the/its/new/today | has/have/been/be/was/were establish
        | has/have/been/be/was/were create | be/been/was/were/has/have set up
        | will/to establish/create | will/to set up | set up a/an/the | first read | second read
        | introduce a/the? bill | bill was/been introduce | laid before parliament
        | queen speech | king speech | sign the/a/an? deal | has/have/been/be/was/were sign
        | put their name to | deal was/been? sign/strike/agree/reach
        | has/have/been/be/was/were agree | agree to set/create/pool/share
        | has/have/been/be/was/were approve | pledge | will/is/are/to be? lead by
        | is/was to lead | will be chair | be/been/was appoint | terms of reference
        | has commission | due to start/begin/launch/open
        | begin/start/open/launch in/from/on/next | will/to start/begin/open | come into being
        | publish the/a/its? strategy/plan/paper/bill | next april _ _ _ _ will/start""",
    "announced, maybe": """white paper | green paper | draft bill | royal assent | set out in
        | set out plan/proposal | will/to introduce | chair by | will/to hear/take evidence
        | will/is/to report by/in/next/to/back | minister/secretary said/told | has been ask to
        | money for | will receive | will get | will be given | share of £ | £ _ _ fund/funding
        | new fund/programme/scheme/body/commission/strategy/unit/team/board/duty/deal | confirm
        | commit to | outline plan | detail of | take effect in/from/next | plan to | worth £
        | from next/april/may/october/september/january | promise
        | next year/month/week/spring/summer/autumn/april""",
    "consultation open": """is/are/be/been consult | consult on
        | consultation open/begin/launch/run | consultation paper/document/draft
        | open/launch/begin/start a/an/the/its? public? consultation | out to/for consultation
        | seek view/comment/bid/expression | ask for view/comment/bid/evidence
        | want view/comment/bid
        | invite view/comment/bid/expression/application/council/area/tender
        | view are/is/be? want/invite/seek/welcome | bid are/be? want/invite/due
        | expression of interest | call for evidence/view/bid/idea/proposal/application
        | have your/their say | have until | response are/be by/due/want/invite | deadline for
        | submit bid/proposal/application | application open/are/by/close | close on #
        | respond by # | can/may/could/to/will now? apply | can/may/to/will now? bid
        | put in bid/application | put out for comment | consultation on | give their view
        | feedback on""",
    "consultation open, maybe": """invite to/by | prospectus | shortlist | tender | closing date
        | reply/comment/submission by/to/on/are | evidence session | give evidence to
        | apply by/for/to | draft strategy/plan/guidance/bill/code/order/regulation
        | public meeting | drop in | survey | questionnaire | hear from | listening | ballot on
        | negotiate | respond by/to | proposal""",
    "consultation closed": """consultation/call has/have/had? now? close/end/finish
        | consultation which/that? close/end/finish | consultation on _ _ close/end/finish
        | consultation on _ _ _ close/end/finish | evidence for/on _ _ _ has/have? now? close
        | # response/reply/submission | response were/was/have/been receive | were receive
        | has/have/had? receive _ response | has/have/had respond to
        | bid were/have/been receive/submit | submit/sent in? its/their/our response/evidence
        | after/before the deadline | are in and | deadline for _ _ pass | has pass
        | answer the consultation | bid for _ _ _ are in""",
    "outcome": """government response | publish its/a/the response | follow/after consultation
        | follow/after a/the/its? _ _ consultation | summary of response/what
        | in the light of response | decide to go | decide to _ go | agree to go ahead
        | go ahead | give the green light | agree with change/amendment | after hear from
        | answer to the | back the plan | approve follow/after""",
    "outcome, maybe": """response to the consultation | decide to | decision to | outcome of
        | vote for/to | consultation show/found""",
    "sites named": """choose/select/pick/name as/for/to
        | been/were/was/are/is choose/select/pick | has/have/had choose/select/pick
        | successful bid/area/council/applicant/bidder | winner of | win a place/share
        | among the first | among # area/site/council | one of # area/site/council
        | among _ area/site/council/place | will/to be? test/pilot/trial/host
        | first to try/test/adopt | first area/site/council/place/town/district/school/ward to
        | will/to be the first | site are/will/include | area are/will/include | were name""",
    "sites named, maybe": """one of the? _ area/site/pilot/place/council/town/county | one of #
        | take part | to join | has/have join | sign up to | pathfinder/pilot area/site
        | first area/site/council/wave/place/town""",
    "running": """under way | underway | is/are be test/trial/pilot | be try | is/are test
        | is/are try | has/have been run/work/test/try | run/running since/until
        | has/have begin | begin/start work | now/already/currently run/operate/work/share
        | so far | in its/their first/second/third/final year | month/year into | try out
        | since last | have/has work from/in | been help""",
    "running, maybe": """pilot | trial | experiment | test bed | pathfinder | trailblazer
        | vanguard | pioneer | early adopter | demonstrator | prototype
        | see/find out/test whether | if it work | to see if | is/are work with/in/on
        | deliver by | take part in | is part of | part of the | team is/are/now/has | since #
        | is funding/paying | help # | has/have help | on track | has/have start | try in
        | is/are run""",
    "extended": """extend to/for/by/into/across/until | be/been/is/was extend | extension of/to
        | expand to/in/into/across | be/been/is/was expand | expansion of | wave two/three/2/3
        | widen to | second/third/next/new wave/round/cohort/tranche/intake
        | phase/round/tranche/cohort two/three/2/3 | second/third/next phase | fourth wave
        | further area/council/place/site | more area/council/place/site/town
        | additional area/council/site | for another year | extra £ _ _ so | continue until/for
        | scale up | spread to | # more council/area/place/site
        | _ more council/area/place/town/site/school/hospital
        | another # council/area/place/site/hospital
        | another _ council/area/place/site/hospital""",
    "extended, maybe": """extra £/fund/money | # more | renewed for | double/triple/treble
        | another # | until/to # instead | further £/fund | join the first | more""",
    "rolled out": """roll out | rollout | nationwide | across england/wales/scotland/britain
        | across the country/nation/uk | come/came/enter into force/effect/operation | in force
        | go live | took effect | is/are now law | become law | now/already in place
        | mainstream
        | every council/area/school/hospital/authority/department/region/district must/will/now/has
        | every council/area/school/hospital/authority/department/region in | full operation
        | go national | now apply/cover | apply to all/every | become the standard
        | is/are now? available | universal
        | to all council/area/school/hospital/authority/department
        | all _ hospital/school/council must/will | is/are complete""",
    "rolled out, maybe": """nationally
        | all council/area/school/hospital/authority/department/region
        | across the region/county/borough/city | statutory | duty to/on/under | must/require to
        | in place | permanent | standard | will apply/cover | apply to | cover all/the
        | entitled to | implement | implementation | deliver the | under the | regime | fully
        | vesting day | now have/has/use/get/cover/must/employ | introduced in/on/from
        | have used | use by | annual report | inspect | inspection | in all #""",
    "evaluated": """evaluate | evaluation of/find/found/show/by/report/publish/conclude/suggest
        | evaluators | independent evaluation | interim/final report/evaluation/findings
        | researchers at/find/found/say/from | study of/find/found/show/by/has
        | found that/no/little | report find/found/say/conclude/out
        | review find/found/conclude/of progress | auditor find/found/say/report
        | national audit office | public accounts committee | lesson from/of/learn
        | result show/suggest | verdict on | impact of | value for money | evidence show/suggest
        | did it work | fail to reach/meet/save | did _ _ achieve | did _ _ _ achieve
        | a new study""",
    "evaluated, maybe": """study | researchers | finding | has/have find | report on/show
        | audit | lesson | assess | assessment of | saved £/# | cost £/# | benefit/saving of
        | success of/in | what work | achieve | conclude that | analysis of/by | survey of/find
        | criticise | critical of | mps say | committee say/found/report | case study
        | measure by/against | outcomes | better/worse than | improve by | fell by | rose by
        | a year on | year on | years on | cut _ by""",
    "renamed": """rename | rebrand | relaunch as/under | now call/known as?
        | formerly known/call | formerly/previously the | change its name | new name
        | under the name | will be known/call | to be known/call | becom know as
        | once known/call as? | used to be known/call | previously known/call as?""",
    "ended": """scrap | axe | abolish | abolition of | disband | discontinue | repeal
        | wound/wind up/down | fold | cease | came/come/bring/brought to an/its end/close
        | has/have/had end/close/finish/stop/fold
        | be/been/was/were/is/are stop/drop/cancel/cut/withdrawn/shelve/dissolve/terminate/abandon
        | will/to end/close/stop/shut | end of the | closure of | demise of? | is/are no more
        | no longer exist/run | goodbye to | stop work on | shut down | replace by | is over
        | was over | lapse | expire | run/ran out | not renew | not be renew | ditch | kill off
        | shelve | pull the plug | pull out of | hand back | walk out of
        | close in/when/after/on | quietly drop | was/were quietly? drop | abandon
        | whatever happen to""",
    "ended, maybe": """collapse | death of | no longer | its door | given/give/gave up
        | the former | defunct | last day | last of the | final year/month/day | u turn
        | not continue | left over | legacy | what happen to | mothball | bury | quietly
        | sunset | merge into | absorb into | end | close | stop | cut""",
    "looks back": """year ago | look back | remember | recall | in the #s | in # | used to
        | history of | decade | generation ago | back in | at the time | once | then
        | earlier scheme/programme | previous government/administration/scheme | predecessor
        | last government | under labour | under the last/previous | new labour | anniversary
        | memoir | veteran | old | was/were a | had""",
    "compared": """like the | unlike | such as | similar to | as with | compare with/to
        | model on | echo | build on | learn from | in the spirit of | reminiscent
        | successor to | instead of | along the lines | as well as | alongside | including the
        | same as""",
    "paid from": """fund by/from/through/under | funding from | paid for/through/by/from
        | money from | grant from | support by/from/of | thank to | through the | part fund
        | with help from""",
    "now": """today | yesterday | this week/month/year/morning/spring/autumn/summer/winter
        | last week/night/month | on monday/tuesday/wednesday/thursday/friday | now | currently
        | new | latest | just""",
    "to come": """will | shall | would | could | may | plan to | expect to | due to | set to
        | is/are to | by # | by the end | in the coming | soon | hope to | aim to | intend to
        | want to""",
    "minutes": """item | minute | agenda | noted | resolve | member | matters arising
        | apologies | councillor | committee | motion | conference note/believe/call | the board
        | report to""",
    "parliament": """i asked | to ask | question | hon | my lords | minister for
        | written statement | amendment | clause | hansard | lord | lady | gentleman""",
    "opinion": """we | our | i | my | us | members | union | unison | why | what | how""",
}
CUES = Phrases({group: block.split("|") for group, block in _GROUPS.items()})
# Groups of which it matters whether they have happened or will.
STEPPING = frozenset([*STEPS, *(step + MAYBE for step in STEPS)])
