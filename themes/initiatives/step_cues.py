"""Phrases that tell what happened to a scheme, by step; endings of words do not matter."""

from records import STEPS
from themes.initiatives.phrases import Phrases

# One phrase between bars, as ``phrases.Phrases`` reads them. What stands under a step alone
# shows it; "step, maybe" only leans to it.
GROUPS = {
    "idea": """call for a/an/the? new? | called on ministers to | propose | proposal for
        | recommend that? | suggest that? | suggest a | should set up | should create
        | should establish | should launch | should introduce | should be set up
        | should be created | could be created | would be created | would create | would give
        | would set up | would bring | is considering | are considering | considering whether
        | thinking about | think tank propose | argue for | make the case for | case for a/an/the?
        | float the idea | idea of a | the idea is | mooted | explore option | ask ministers to
        | ask ministers for | want ministers to | want government to | urge ministers | urge government
        | blueprint for | would replace | vision for a | manifesto promise""",
    "announced": """announce | announcement | unveil | launch of | be/been/is/are/was/were launch
        | has/have/will/to launch | launch a/an/the/its/new/today | will/to establish
        | has/have/been/be/was/were establish | has/have/been/be/was/were create | will/to create
        | be/been/was/were/has/have set up | will/to set up | set up a/an/the | setting up
        | first read | second read | royal assent | white paper | green paper | draft bill
        | introduce a/the? bill | bill was/been introduce | laid before parliament
        | queen speech | king speech | sign the/a/an? deal | has/have/been/be/was/were sign
        | deal was/been? sign/strike/agree/reach | has/have/been/be/was/were agree
        | agree to set/create/pool/share | has/have/been/be/was/were approve | approve the/a/plan
        | pledge | set out plan/proposal/in | will/to introduce | to be led by | will be led by
        | chair by | will be chair | appoint to/as? chair/lead | terms of reference
        | will/to hear/take evidence | will/is/to report by/in/next/to/back | minister/secretary said/told
        | has been ask to | has commission | publish the/a/its? strategy/plan/paper/bill
        | money for | will receive | will get | will be given | share of £ | £ _ _ fund/funding
        | new fund/programme/scheme/body/commission/strategy/unit/team/board/duty/deal
        | commits to | outline plan | detail of | due to start/begin/launch/open
        | begin/start/open/launch in/from/on/next | will/to start/begin/open | come into being
        | take effect in/from/next | from next/april/may/october/september/january
        | next year/month/week/spring/summer/autumn/april""",
    "consultation open": """is/are/be/been consult | consult on | consultation on/about/open/begin/launch/run/close/end
        | consultation paper/document/draft | open/launch/begin/start a/an/the/its? public? consultation
        | out to/for consultation | seek view/comment/bid/expression | ask for view/comment/bid/evidence
        | want view/comment/bid | invite view/comment/bid/expression/application/council/area/tender
        | view are/is/be? want/invite/seek/welcome | bid are/be? want/invite/due/in
        | expression of interest | call for evidence/view/bid/idea/proposal/application | have your/their say
        | have until | deadline for | close on/at | closing date | respond by/to | response are/be/by
        | reply/comment/submission by/to/on/are | submit bid/proposal/response/evidence/application
        | application open/are/by/close/from | apply by/for/to | can/may/could/to/will apply
        | can/may/to/will bid | invite to/by | prospectus | shortlist | tender | put out for comment
        | feedback on | evidence session | give evidence to | write/respond to the | our response
        | green paper | draft strategy/plan/guidance/bill/code/order/regulation | public meeting
        | drop in | survey open | questionnaire | hear from | listening | ballot on | negotiat""",
    "consultation closed": """consultation/call has/have? close/end/finish | consultation which/that? close/end
        | # response/reply/submission | response were/was/have/been receive | have/has/had? receive response
        | has/have/had respond to | submit/sent its/their/our response/evidence | after the deadline
        | bid were/have/been receive/submit | consultation result""",
    "outcome": """response to the consultation | government response | follow/after a/the? consultation
        | summary of response | in the light of response | consultation show/found
        | decide to | decision to | has/have/had decide | outcome of | agree to go ahead | go ahead
        | give the green light | back the plan | drop the plan | vote for/to""",
    "sites named": """choose/select/pick/name as | been/were/was/be/are/is choose/select/pick
        | has/have/had? choose/select/pick | successful bid/area/council/applicant | win a place/share
        | win/won bid/fund | among the first | one of the? _ area/site/pilot/place/council/town/county
        | one of # | first area/site/council/wave/place/town/district/school/ward to? | first to try/test/adopt
        | will/to host | will/to be the first | site are/will/in/for/have/include | area are/will/include
        | take part | to join | has/have join | sign up to | were invite to | pathfinder/pilot area/site
        | will/to pilot/trial/test | be pilot/trial/test""",
    "running": """pilot | trial | under way | underway | is/are be test/trial/pilot | is/are test
        | has/have been run/work/test/try | been run since/for | run/running since/until/for/in
        | is/are run | has/have begin/start | begin/start work/in | now/already/currently run/operate/work/share
        | so far | in its/their first/second/third/final? year | month into | year in
        | being try | try out | try in | experiment | test bed | pathfinder | trailblazer | vanguard | pioneer
        | early adopter | demonstrator | prototype | see/find out/test whether | if it work | to see if
        | is/are work with/in/on | deliver by | take part in | is part of | part of the
        | staff in/at/from | team is/are/now/has | since # | since last/january/april/may/september/october
        | is funding/paying | visited | help # | has/have help | report progress | on track""",
    "extended": """extend to/for/by/into/across/until | be/been/is/was extend | extension
        | expand to/in/into/across | be/been/is/was expand | expansion | wave two/three/2/3
        | second/third/next/new wave/phase/round/cohort/tranche/intake | phase/round/tranche/cohort two/three/2/3
        | second/third/fourth wave | further area/council/place/site/£/fund | more area/council/place/site/town
        | additional area/council/site/fund/£ | extra £/fund/money/area | another # | another year
        | until/to # instead | continue until/for/to | for another year/two/three | scale up | spread to
        | renewed for | join the first | # more | _ more council/area/place/town/site/school | double/triple/treble""",
    "rolled out": """roll out | rollout | nationwide | nationally | across england/wales/scotland/britain
        | across the country/nation/uk/region/county/borough/city | all council/area/school/hospital/authority/department/region
        | every council/area/school/hospital/authority/department/region/district/ward/town
        | in all # | come/came/enter into force/effect/operation | in force | go live | take effect | took effect
        | is/are now? law | become law | statutory | duty to/on/under | must/require to | require by
        | now/already in place | in place | mainstream | permanent | universal | standard | will apply/cover
        | apply to | cover all/the | is available | are available | entitled to | implement | implementation
        | deliver the | under the | regime | full operation | fully | vesting day | go/going national
        | now have/has/use/get/cover/must/employ | introduced in/on/from | replace the old
        | have used | use by | annual report | inspect | inspection""",
    "evaluated": """evaluat | evaluation | evaluators | interim/final/independent report/evaluation/findings
        | study | researchers | research by/from/into/show | finding | found that/no/little
        | has/have find | report find/found/say/conclude/show/on | review find/found/conclude/of progress
        | audit | auditor | national audit office | public accounts committee | lesson | lessons learn/from
        | assess | assessment of | result show/suggest/of | evidence show/suggest | verdict | impact of
        | value for money | saved £/# | cost £/# | benefit/saving of | did it work | it work/works
        | fail to | success of/in | what work | achieve | conclude that | analysis of/by | survey of/find
        | criticise | mps say | committee say/found/report | case study | measure by/against | outcomes | better/worse than
        | improve by | fell by | rose by | a year on | year on | years on""",
    "renamed": """rename | rebrand | relaunch as/under | now call/known | formerly/previously? known as
        | formerly/previously the/call? | change its name | new name | under the name of? | will be known/call
        | to be known/call | becom know as | once known as | call itself""",
    "ended": """scrap | axe | abolish | abolition | disband | discontinu | repeal | wound/wind up/down
        | winding up/down | fold | cease | came/come/bring/brought to an/its end/close | has/have/had end/close/finish/stop/fail
        | be/been/was/were/is/are? end/close/stop/drop/cancel/cut/withdraw/withdrawn/shelve/dissolve/terminate/abandon
        | will/to end/close/stop/shut/finish | end of the/a | closure of | demise of? | death of | collapse
        | no longer | no more | goodbye to | stop work on | shut down | shut/closes/closed its door
        | replace by/with | is over | was over | lapse | expire | run/ran out | run its course | not be? renew
        | ditch | kill off | shelve | pull the plug | cut off/back | hand back | walk out of | given up
        | give/gave up | the former | defunct | last day | last of the | final year/month/day | abandon
        | u turn | would not continue | not continue | will not be | left over | legacy | whatever happen to
        | what happen to | moth ball | mothball | bury | quietly | sunset | merge into | absorb into | closed in/on/last""",
    "looks back": """year ago | look back | looking back | remember | recall | in the #s | in # | used to
        | history of | decade | a generation ago | back in | at the time | once | then | earlier scheme/programme
        | previous government/administration/scheme | predecessor | last government | under labour | under the last
        | under the previous | new labour | anniversary | memoir | veteran | old | was/were a | had""",
    "compared": """like the | unlike | such as | similar to | as with | compare with/to | model on | echo
        | build on | learn from | in the spirit of | reminiscent | successor to | instead of | along the lines
        | as well as | alongside | including the | not to be confused | same as""",
    "paid from": """fund by/from/through/under | funding from | paid for/through/by/from | money from
        | grant from | support by/from/of | thank to | through the | financed | part fund | with help from""",
    "now": """today | yesterday | this week/month/year/morning/spring/autumn/summer/winter | last week/night/month
        | on monday/tuesday/wednesday/thursday/friday | now | currently | new | latest | just | has/have begin""",
    "to come": """will | shall | would | could | may | plan to | expect to | due to | set to | is/are to
        | by # | by the end | in the coming | soon | hope to | aim to | intend to | want to""",
    "minutes": """item | minute | agenda | noted | resolve | member | matters arising | apologies | councillor
        | committee | motion | conference note/believe/call | the board | report to""",
    "asked": """i asked | to ask | question | hon | my lords | minister for | written statement | amendment
        | clause | hansard | lord | lady | gentleman""",
    "opinion": """we | our | i | my | us | members | union | unison | why | what | how""",
    "negated": """not | never | no | n't | nothing | without | nobody""",
}
CUES = Phrases({group: block.split("|") for group, block in GROUPS.items()})
STEPPING = frozenset(STEPS)  # groups that are steps
