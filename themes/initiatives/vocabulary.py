"""The words by which a text tells that something is a scheme, or that it is none."""

from themes.initiatives.names import phrase_set, word_set

# ---- last words of names, in the singular; the tiers say how much they prove by themselves
TRIES = word_set(
    "pilot pathfinder trailblazer vanguard pioneer accelerator demonstrator prototype testbed bed "
    "adopter exemplar"
)
SCHEMES = TRIES | word_set("programme program scheme initiative")
DEALS = word_set(
    "fund deal compact concordat covenant commission review inquiry taskforce force paper bill "
    "strategy zone guarantee settlement accord charter pact grant"
)
BODIES = word_set(
    "team hub partnership network plan framework project model offer lab collaborative corps "
    "bargain reinvestment revolution mission challenge passport pledge promise agreement budget "
    "blueprint roadmap trial experiment entitlement guarantee"
)
FAINT = word_set("act service authority area unit contract standard record right test code bond")
# Behind a name these say the same, but never end one.
KINDS_AFTER = word_set(
    "prospectus work effort drive money funding cash proposal policy regime clinic approach status "
    "arrangement method"
)
# Two-word heads count only with their first word before them: test beds, white papers.
PAIRS = {
    "bed": word_set("test"),
    "adopter": word_set("early"),
    "paper": word_set("white green"),
    "force": word_set("task"),
}
# Heads that open a name: Commission on Night Work, Review of Public Buildings.
OPENERS_AHEAD = word_set("operation project mission")  # Operation Doorstop
OPENERS = word_set("commission review inquiry taskforce compact concordat covenant partnership")
OPENERS_BEFORE = word_set("on of for into to")
# Nouns that a scheme may be said to be, besides its heads.
NOUNS = (
    SCHEMES
    | DEALS
    | word_set(
        "machine software assistant chatbot effort rule set attempt answer response trial "
        "experiment approach plan network model project arrangement effort venture partnership "
        "idea tool unit team hub service settlement body framework drive reform system rota pot "
        "budget deal corps standard law pilots method"
    )
)
PAPERS = word_set("paper bill strategy plan framework compact blueprint")

# ---- words around a name
NAMING = word_set(
    "called named dubbed christened branded nicknamed titled entitled labelled termed calls call "
    "naming calling known"
)
BANNERS = word_set("banner label brand umbrella flag badge heading name title")
LAUNCHES = word_set(
    "stop stopped end ended bury buried halt halted sign condemned welcomed criticised attacked "
    "opposes opposed rejected approved drawing calls launch launched launches launching unveil "
    "unveiled unveils unveiling announce announced announces announcing pilot piloted piloting "
    "pilots trial trialled trialling test tested testing introduce introduced introduces "
    "introducing establish established create created creates publish published scrap scrapped axe "
    "axed abolish abolished fund funded funding extend extended extends expand expanded expanding "
    "host hosts join joined joins joining adopt adopted adopts backs back backed try trying "
    "rolling rolled opens opened open run runs running start started starts signed sign evaluated "
    "evaluating replace replaced replaces chosen picked selected become becomes became hosting "
    "named designated"
)
TRIALS = word_set(
    "pilot pilots piloted piloting trial trialled trialling test tests tested testing trying tried "
    "launch launched launching introduce introduced introducing extend extended"
)
HAPPENS = word_set(
    "gave made took led brought helped let sent showed grew changed turned finished stopped "
    "reached place force live national gone due puts spread send sends cut cuts saved saves merges "
    "means begin promised employs joins turns signed agreed copied close closes mean hands handed "
    "bring give launched launches announced piloted tested trialled rolled extended expanded "
    "scrapped axed abolished closed evaluated introduced established opened begins starts goes "
    "began started ran runs opens closes comes came gives lets pays brings puts allows offers aims "
    "covers lasted means promises suggests proposes sets places placed funds helps asks moves "
    "takes forms works would will gets reaches ends ended unveiled"
)
AUXILIARIES = word_set("in is was are were has have had been being be will would to also now first")
LEADS_TO = word_set(
    "roll lessons funding plug money support backing plans guidance details go-ahead ahead part "
    "form savings wave phase round stage cohort tranche pilots pilot areas sites adopters launch "
    "rollout trial trials evaluation members places pathfinders start expansion extension "
    "applications bids consultation part areas councils boroughs homes terms end abolition future "
    "roll-out bid participants"
)
LEADS_BY = word_set("with of for on to in under from")
CHOSEN = word_set(
    "sign signed join joined joins joining chosen selected picked shortlisted apply applied bid "
    "bidding named become host hosting enter entered accepted designated"
)
ARTICLES = word_set("the a an its their his her our this new first")
SCENES = word_set(
    "close closes closing wound concludes copied moves takes replaced trained applied join joining "
    "hosted pilot pilots piloted piloting trial trials trialled test tested testing tests launch "
    "launched launches announce announced announcement unveiled rolled rollout extended expanded "
    "chosen selected picked bid bids apply applications invited shortlisted established published "
    "funded funding wave phase pathfinders scheme programme areas sites trying try begins start "
    "starts started began join joined signed agreed consultation consult evaluation abolished "
    "scrapped closed set named create created grants pooled budget trailblazers commission"
)
ANAPHORS = word_set(
    "scheme programme plan project fund deal initiative trial trials pilot pilots idea approach "
    "bill paper pathfinders zones teams team commission review taskforce settlement compact "
    "experiment model network strategy grant areas sites work unit hub partnership move charter"
)
SITES = word_set(
    "area site council place borough town city ward estate practice village school hospital region "
    "county district neighbourhood locality pilot pathfinder trailblazer surgery clinic authority "
    "zone island prison port jobcentre trust force vanguard pioneer community"
)

NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty hundred dozen"
)

# ---- words that make a name of something else
GENERIC = word_set(
    "public service services reform reforms national local council councils government pilot "
    "pilots efficiency savings transformation improvement change annual spending business "
    "corporate strategic capital financial medium term long workforce pay new first second third "
    "final departmental ministerial independent internal external budget modernisation regional "
    "county city district borough welsh scottish english british uk northern irish state major key "
    "other policy social law legal comprehensive this that these those central delivery "
    "development management the a an of for and project programme digital research training "
    "pension pensions one two three four five six early white green task test joint european civil "
    "investment infrastructure marketing advertising recovery graduate"
)
NOT_SCHEMES = word_set(
    "valley estuary bay hills dale moor river canal coast peninsula firth glen loch "
    # bodies
    "institute university college school academy council councils ministry department office "
    "association union federation alliance society foundation trust trusts board committee agency "
    "bank group party ltd plc limited company club church cathedral hospital museum library court "
    "parliament assembly senedd executive police constabulary secretariat cabinet government "
    # people
    "director minister secretary chief head officer manager chair chairman leader mayor professor "
    "commissioner ombudsman convener president inspector inspectorate auditor general adviser "
    # papers and talk
    "report newsletter bulletin edition issue blog podcast handbook toolkit guidance guide survey "
    "study index briefing manifesto statement letter speech journal magazine times guardian news "
    "gazette radio post telegraph echo observer website press book question questions hansard act "
    # meetings, courses, prizes
    "conference summit festival week day lecture seminar webinar workshop congress election walk "
    "carnival show tour diploma degree certificate course module masters award awards prize medal "
    "badge exhibition cup league games "
    # places and things
    "house building hall tower street road lane avenue square park station wing theatre stadium "
    "airport bridge centre campus app beta pro software platform campaign"
)
# Right after a name these say what it is instead.
NOT_AFTER = word_set(
    "manifesto pledge-card documentary drama comedy lottery scandal affair workshop course "
    "conference report award awards campaign exhibition prize show play book app magazine festival "
    "event seminar blog podcast newsletter website website's module summit diploma degree lecture "
    "company firm charity union spokesman spokeswoman study survey index university college "
    "building centre street road house hotel shares festival paper's cup party"
)
NOT_BEFORE = word_set(
    "campaign strike petition report book magazine newspaper film play series song album novel "
    "company firm charity supplier manufacturer contractor consultancy blog podcast newsletter "
    "pamphlet paper study article something someone somebody man woman village town pub newspaper "
    "website journal report's essay survey app band dog organisation institute union"
)
PEOPLE = word_set(
    "mr mrs ms dr sir dame lord lady baroness professor prof minister director secretary leader "
    "mayor chancellor councillor cllr chief executive spokesman spokeswoman manager chair chairman "
    "chairwoman president commissioner officer adviser analyst author economist researcher"
)
SAYS = word_set(
    "said says say told tells added argued argues warned warns claimed claims believes thinks "
    "wrote writes insisted replied resigned"
)
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter"
)
# Capitals that are a name of something, but never of a scheme.
LONE = word_set(
    "spring summer autumn winter parliament commons lords whitehall westminster mp mps gp gps ai "
    "it hr nhs eu pdf tv ceo tupe covid brexit labour conservative conservatives tory tories "
    "liberal democrat democrats plaid snp greens chancellor holyrood stormont cardiff senedd "
    "english welsh scottish irish british cymru section acas opposition"
)
FUNCTION = word_set(
    "the a an and or but if in on at by for from with without within to of as is are was were be "
    "been being it its he she they we you i this that these those there their his her our your my "
    "what why how when where who which while after before since until under over between among "
    "through during about against into onto up down out off than then so yet not no nor all any "
    "both each every either neither some many most more much few several one two three four five "
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty hundred thousand also here now today yesterday "
    "tomorrow last next only just even still again once will would can could should may might must "
    "do does did has have had let new nearly almost around however meanwhile instead asked "
    "according perhaps despite because although though unlike like such first second did done too "
    "us them him me whether whose whom"
)
# Nouns that often open a sentence, and so have capitals by chance.
STARTERS = word_set(
    "ministers officials unions staff managers critics residents councils councillors campaigners "
    "charities employers workers nurses members researchers people patients teachers police "
    "parents families doctors leaders bosses"
)
FOREIGN = word_set(
    "australia australian queensland victoria melbourne sydney canberra brisbane perth zealand "
    "wellington auckland canada canadian ontario alberta quebec toronto ottawa calgary manitoba "
    "america american americans usa ohio oregon texas california michigan florida virginia "
    "minnesota illinois wisconsin colorado kentucky tennessee pennsylvania massachusetts columbus "
    "chicago washington denmark danish copenhagen jutland sweden swedish stockholm norway "
    "norwegian oslo finland finnish helsinki iceland germany german berlin bavaria france french "
    "paris netherlands dutch amsterdam belgium belgian brussels spain spanish madrid catalonia "
    "portugal portuguese lisbon italy italian rome greece greek athens poland polish ireland "
    "dublin taoiseach oireachtas japan japanese tokyo china chinese beijing india indian delhi "
    "kerala singapore korea korean africa african kenya nigeria ghana brazil brazilian mexico "
    "argentina chile estonia estonian latvia lithuania switzerland swiss austria austrian vienna "
    "hungary czech ukraine ukrainian israel turkey turkish legislature"
)
SERVICES = word_set(
    "council councils councillors nhs hospital hospitals police policing school schools teachers "
    "minister ministers department departments probation prison prisons jobcentre jobcentres "
    "authority authorities government whitehall treasury civil servants service services care "
    "carers nurses nurse patients social pupils library libraries paramedics ambulance fire "
    "benefits claimants mayor mayors commissioners contracts outsourcing devolution unison unite "
    "gmb pcs tuc mhclg dhsc dwp homelessness housing surgery surgeries clinic clinics officers "
    "combined regulators inspectorates public workers headteachers residents executive islands "
    "county communities"
)
# Capitals of daily life; a scheme is not called so without a word such as programme.
DAILY = phrase_set(
    "southern water|thames water|anglian water|yorkshire water|scottish water|welsh water|"
    "network rail|british gas|united utilities|town hall|city hall|county hall|civic centre|"
    "home secretary|health secretary|high court|supreme court|crown court|prime minister|"
    "deputy prime minister|first minister|deputy first minister|cabinet member|"
    "permanent secretary|chief constable|chief executive|chief secretary|shadow cabinet|"
    "human resources|social work|social services|social care|adult social care|children services|"
    "council tax|green book|green belt|big issue|trade union|trade unions|public health|"
    "gcse|gcses|nvq|nvqs|btec|btecs|a level|a levels|vat|paye|cctv|mot|gdp|wifi|"
    "high street|human rights|living wage|real living wage|national living wage|minimum wage|"
    "national minimum wage|national insurance|income tax|income support|housing benefit|"
    "child benefit|general election|second world war|first world war|cold war|"
    "industrial revolution|middle ages|freedom of information|data protection|equal pay|sick pay|"
    "single status|mental health|primary care|first aid|fire service|police service|"
    "ambulance service|probation service|prison service|health service|national health service|"
    "civil service|fire and rescue|fire and rescue service|police and fire|crime commissioner|"
    "police and crime commissioner|joint chiefs|question time|any questions|twitter|facebook|"
    "post office|royal mail|land registry|state pension|pension credit|"
    "personal independence payment|carers allowance|attendance allowance|statement of intent|"
    "terms and conditions|code of conduct|chief inspector|open university|bill of rights|"
    "house of commons|house of lords|upper house|lower house|great war|labour party|green party|"
    "reform uk|tory party|your party|industrial action|health and safety|equality and diversity|"
    "head teacher|general secretary|national secretary|regional secretary|branch secretary|"
    "social security|welfare state|common sense|bank holiday|good friday|new year|"
    "father christmas|black friday|north sea|irish sea|english channel|river thames|west coast|"
    "east coast|public sector|private sector|third sector|voluntary sector|local government|"
    "agenda for change|united states|united nations|european union|register of members|"
    "today programme|newsnight|council of ministers|king speech|queen speech|autumn statement|"
    "spring statement|spring budget|prime minister questions|permanent under secretary|"
    "leader of the opposition|member of parliament|members of parliament|local government act|"
    "big ben|downing street|bank of england|church of england|good samaritan|zero hours|"
    "zero hours contracts|forward plan|forward look|year plan|work plan|workplan|business plan|"
    "corporate plan|annual plan|action plan|delivery plan|operating plan|council plan|local plan|"
    "service plan|written statement|ministerial statement|written ministerial statement|"
    "oral statement|press release|news release|terms of reference|white paper and the bill|"
    "bill and the white paper|annual report|notes to editors|key contacts|early day motion|"
    "early day motions|order paper|standing orders|statutory instrument"
)
# In a heading, what stands behind these and a colon is another thing: "Written Statement: Next".
HEADINGS = word_set(
    "statement consultation briefing letter minutes news release speech circular guidance agenda "
    "report evidence response opinion analysis comment interview feature update notice motion "
    "debate question questions"
)
# Words of business, sport and play: their schemes are not ours.
COMMERCE = word_set(
    "firm firms customers shareholders profit profits investors studio players brand shop shops "
    "supermarket retailer airline airlines bank banks branches club fans league match game games "
    "museum maker manufacturer factory festival visitors tourists store stores students gym team"
)
# A service of these is a body: Scottish Fire and Rescue Service.
FORCES = word_set(
    "fire rescue police ambulance prison probation court courts tribunals prosecution"
)
