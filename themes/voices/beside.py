"""Words that stand beside the names of unions, and what they show."""

from themes.initiatives.names import word_set

# A short name counts beside these: "Unite members", "the regional organiser for Unite".
PEOPLE = word_set(
    "member members rep reps representative representatives official officials officer officers "
    "organiser organisers steward stewards convenor convenors convener conveners leader leaders "
    "boss bosses baron barons secretary secretaries activist activists delegate delegates "
    "negotiator negotiators president chair spokesman spokeswoman spokesperson chief chiefs "
    "branch branches general national regional deputy lead assistant side"
)
# "Unite said"; nobody writes "prospect warned" of a prospect.
SAYS = word_set(
    "said says told tells warned warns argued argues claimed claims called calls urged urges "
    "insisted insists demanded demands accused announced estimates described describes welcomed "
    "welcomes condemned condemns criticised criticises complained thinks fears feared asked "
    "asks wants believes backs opposes estimated added balloted suspended argues"
)
MAY_SAY = word_set("has have had is are was also")
HAVE = word_set("has have had")
REPRESENTS = word_set("represents represent represented bargains organises negotiates")
DOING = word_set("balloting calling urging consulting asking demanding")
# What stands behind the bare word when it means workers: union density, union-busting.
THINGS = word_set(
    "density recognition membership dues ballot ballots action agreement agreements learning "
    "conference movement busting power powers rights law laws voice voices presence "
    "involvement engagement consultation input support opposition demands demand pressure "
    "sources funds funding links link anger fury fears warning warnings campaign campaigns "
    "facilities reaction criticism response concerns backing bashing contracts health man men "
    "woman women rules subs card cards protocol protocols deal deals pact talks objections "
    "consent negotiators sources subscriptions subscription fees duties request requests offer "
    "offers view views unease unrest disquiet protests facility"
)
# First words of unions of another kind that there are many of: "the unions" may be those.
OF_MANY = word_set("credit student students poor rugby civil farmers mothers customs home")
REPS = word_set(
    "rep reps representative representatives steward stewards convenor official officials"
)
WORKERS = word_set(
    "workers teachers employees staff journalists miners mineworkers railwaymen seamen nurses "
    "carers drivers cleaners police construction shop rail civil clerks engineers professionals "
    "doctors"
)
NEAR_PAY = word_set(
    "members strike strikes ballot pay jobs job staff workers branch dispute talks conditions "
    "employers employer redundancies workforce pensions terms acas settled walkout picket "
    "grievance "
    "conciliation rota shifts overtime dismissal sick"
)
BEFORE_UNION = word_set("non anti pro cross multi")
ONE_OF_MANY = word_set("every any no each another other")  # nobody says "every European Union"
# "Leaders Unite for parks" calls upon somebody; "a Unite rally" does not.
CALLED_UPON = word_set("for behind against around with to in us all under after and")
VERBS = word_set("unite")
BY = word_set("by from with of at")
SAID_BY = word_set("says said warns warned")
SECTOR_WORDS = word_set(
    "sector teaching health rail civil service police workers staff public nurses steel "
    "steelworkers firefighters post recognised largest teachers lecturers trade"
)
OWN_PEOPLE = word_set("members member branch branches rep reps general organiser activists")
TITLES = word_set("general national regional deputy assistant branch")
TALKS = word_set(
    "pressure opposition objections strike ballot dispute talks negotiations agreement spokesperson"
)
OF = word_set("of for from at by with in to and")
# So common that capitals inside a sentence prove nothing.
COMMON = word_set("community equity voice connect advance aspect accord")
PEOPLED = word_set("community voice")  # "Community leaders" are no officers of a union
OURS = word_set("our your my their his her")
# Behind initials that others bear as well, and before them with "of the".
OWN_DOINGS = OWN_PEOPLE | word_set(
    "conference congress delegates delegate ballot balloted strike strikes steward stewards "
    "convenor "
    "organiser activist strikers pickets man men woman stalwart veteran card"
)
THEIR_HEADS = word_set(
    "secretary leader organiser member members rep reps steward convenor negotiator delegate "
    "speaking behalf poll survey president spokesman spokeswoman spokesperson official officials "
    "delegates "
    "branch delegation"
)
# Behind a name they make it somebody else's: Napo Pharmaceuticals, the Unison Choir.
OTHERS = word_set(
    "pharmaceuticals pharma ltd limited plc inc llp systems software technologies homes housing "
    "hotel "
    "choir band radio festival university college street road square hospital theatre stadium "
    "records "
    "films gardens avenue capital energy bank insurance magazine park hall arena"
)
NOT_A = word_set("not without nor")
