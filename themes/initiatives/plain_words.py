"""Ordinary English words: two of them in capitals, in mid-sentence, are likely a name."""

from themes.initiatives.names import word_set

# Singular where both forms are common; gathered from news texts and general knowledge.
PLAIN = word_set(
    """
    abiding ability able abort above abroad absence abuse academic academy accept accepted access
    accessing accommodation accomplished account accountability accountable accusation accused
    achieve achieved across act acting action active activism activists activity actor actually
    adapted add added addiction adding addition address adequate adhere adjusted administration
    admissions admit admitted adolescent ads adult advance adverse advertising advice advise
    adviser advisor advocate affairs affect affected afford afraid afternoon age aged ageing
    agency agenda agile aging ago agree agreed agreeing agreement ahead aid aides aim aimed air
    airline airport alarmed alarms albeit alcohol algorithm alike allegation alleged allegedly
    alleges alliance allies allotment allow allowances allowed allowing alone along alongside
    already alternative always ambassador ambition ambulance amid amount analysis analytics
    anchor angel anger annex announced announcement annual another answer answered anybody anyone
    anything anywhere apart apartheid apologised apology appeal appear appeared apple applicants
    applications applied apply appointed appointments appreciated apprentice apprenticeship
    approach approached approval approve approved apps arch archive area argue argued arguing
    argument arm army array arrears arrest arrested arrival arrived arrives arriving arrow art
    article artificial artist aside ask asking aspire assault assembly assessment assist
    assistance assistant associated associates association assume asylum attack attain attempt
    attempted attempting attendance attendees attention attracted attributes audience audit
    auditors author authority autism automation autonomy autumn available avenue average avoid
    avoided awake award away awful awkward baby back backed backing bad badge badly bail baker
    bakery balance ballot balloted ban band bank banned bar bargain bargaining barrier base based
    baseline basic basically basis basket battalion battle beacon beautiful became become
    becoming beforehand began begging begin beginning begun behalf behavior behind belief believe
    believed believing bell belong belonging below bench benefit beside best better beyond biased
    bid bidders big bigger biggest bike bill billion bin bind birth bit black blamed blames
    blanket block blocked blog blood blossom blow blue board boat body bold boldly bond bone
    bonfire bonus book boots border borderless boring born borough borrow boss bottles bottom
    bought bounce bound boundary box boy boyfriend brain branch brave breaches bread break
    breaking breath breathe brewer brick bridge brief briefing brigade bright brighter bring
    bringing brochure broke brook brother brought brush bubble budget build builder building
    built burden burned burst bus buses business butcher butterfly buy buying cabin cabinet cafe
    cake calendar call called callers calm came cameras camp campaign campaigned campus canal
    cancelled cancer candidate candle cannot canopy canteen canvas cap capabilities capacity
    capital capped captain car card care career carefully carer caring carpenter carried carry
    carrying case cash cast castle casualty catalogue catch caught cause caused celebrated
    cemetery cent center central centre century ceremony certain certainly chain chair chairman
    challenge challenging chamber champion chance chancellor change changed changing channels
    chaos chaotic chapter character characterized charge charity charming charter chase check
    checking cherish chief child childhood children choice choir choose chorus chosen church
    circle circuit citizen city civic civil cladding claim claimant claimed claiming clarity
    class classic classified clean cleaners clear clearly clerks click client cliff climb climber
    clinic close closed closer closures cloth cloud club cluster coach coalition coast coastal
    coat code coffee coherent cohesion cold collaboration collaborative collapse colleague
    collect collected collection collective college colors colour combine combined come comedy
    coming comment commented commerce commission commissioned commissioner commissioning
    commitment committed committee common communicate communication community compact company
    compare compared comparing comparisons compass compassion compelled compelling competing
    competition complained complaining complaint complete completely complex complexity
    complicated compromise compulsory computer concepts concern concerned concluded concludes
    concord condemned condition conduct conducted conducting conference confident confirm
    confirmation confirmed conflict connect connected connecting connection connector consent
    consequences conservative consider considered console consortium conspiracy constable
    constantly consultancy consultation consulted consume consumed contact contain content
    context continue continued continuing contract contractor contradiction contrast contributed
    control controlled controversial conversation convicted cook cookies cooperative coping copy
    core corner cornerstone corps correct correspondent corresponding corruption cost cottage
    council councillor count counted counter country county couple courage course court cousin
    cover coverage covered covering cradle craft crash crawling create created creating creation
    creative credibility credible credit crew crime criminal crisis critical criticised criticism
    critique cross crossing crossroads crown crucial culture cup curb current currently
    curriculum custody customer customs cut cutting cycle cycling daily damage dance dangerous
    dare dark data date daughter dawn day daylight deadly deal dealt death debate debris debts
    decade decent decide decided decision declaration declare declared declaring decline declined
    deeply default defence defended defense definitely definition degree delay delayed delight
    deliver delivered delivering delivery demand demanding dementia democracy democratic denied
    dental dentist deny department dependence deposed depot deprived deputy describe described
    description deserves design designed designers desk destiny detached detail detailed
    detection develop developer developing development device diabetes diagnostic dial dialogue
    died difference different difficult digest digital dignified dignity dinner diplomatic direct
    directly director disability disabled disappointing disaster discharge discourse discovery
    discuss discussed discussing discussion displayed dispute disrupted district dividend dock
    doctor document dog doing domestic dominance donations donor door doorstep doorway doubled
    download draft drafted drainage dramatically draw drawn dream dressed dresses dressing drew
    drive driver drop dropped drug drum dual dubbed due dusk duty dying eager ear earlier early
    earn earned earning ease easily east eastern easy echo economic economy edge edition
    education effect effectively efficiency effort eighty elder elected election electric
    elements elevate else elsewhere email ember embrace emerged emergency empathy emphasis
    emphasise employability employed employee employer employment empower empowered empowering
    empty enable enabled enabling enacted encourage encouraging end endeavour ended ending
    enemies energy engage engagement engaging engine engineers enhanced enjoy enjoyed enough
    enrich ensure ensuring enter entered enterprise enthusiasm entire entirely entry environment
    environmental equal equality equip equity equivalent era error especially espionage essential
    estate estimate etc ethical evaluation evening event eventually ever everybody everyone
    everything everywhere eviction evidence evolution evolve evolved exact exactly exam example
    excellence excellent except exchange exchequer excited exclusion excuses executive existing
    exit expect expected expense experience experienced experiment expert expertise explain
    explained explaining explicitly exploited explore exposed express expressed expression extend
    extension extent extra extradited extradition extreme eye fable fabric face faced facilities
    facing fact fail failed failing failure fair fairer fairly fairness fairy faith fake fall
    fallback fallen false family famous fan far fares farm farmer fashion fast faster fatal
    father favour fear federation feedback feel fees fell fellow felt female fence ferry festival
    fewer field fifth fight fighting figures figuring files filing fill filled film final finally
    finance find findings fine finger finished fire firefighters firm fit fitted fix fixing flag
    flame flat flew flexibility flexible flight flood flooded flooding floor flourish flourishing
    flow flu fly flying focus focused focusing folk follow followed following food foot footage
    football footer foothold footing footpath footprint footsteps force forced forecasting
    forecasts forest forever forge forget form formal formally formed former forming formula fort
    forum forward foster found foundation founded founder foundry fountain frame framework
    franchised franchising free freedom frequency frequent frequently fresh friend friendship
    front frontier frontline frozen fruit frustrated fuel fulfil full fully fun function
    functional fund fundamental fundamentally funded funding funny further future gain gained
    gala galleries game gap garage garden gas gate gateway gather gathered gathering gave gear
    general generally generation genocide gentle get getting giant gigantic girl give given
    giving glad glass glittering global globally glow go goal goes going gold gone good got
    government governor grade graded graduate grandparent grant grass grateful great greater
    greatest green grew grid ground group grow growing growth guaranteed guard guardian guess
    guidance guide guiding habit hailed hair half halfway hall hamlet hand handed handling
    handover handrail handshake happen happened happening happy harbour hard harder hardest
    hardly harmful harmony harness harvest haven having head header headings headquarters heal
    health healthier healthy hear heard hearing heart hearth held help helped helping herald
    hereditary heritage hero heroine herself hidden high higher highly highways hill himself
    hired hiring historian history hit hive hold holding hole home homeless homelessness honest
    honour hook hope horizon horn horrible hospital host hosted hostel hosting hotel hour house
    housed household housing hub human humanity ice idea identification identified identify
    identity ignite ignore illegal illness image imaginable imagine imaging immediately impact
    implementation import importance important importantly imposed impossible impressed
    impression improve improvement improving impunity include included including inclusion income
    increase increased increasingly incredibly incubator independence independent index
    individual industrial industry infant infiltrated inflation influence inform information
    informed infrastructure inherent initial initially initiative innovation innovative input
    inquiry inside insight insist insourcing inspection inspector inspectorate inspire inspired
    inspiring installations installed instance instead insurer intake integrated integration
    intelligence intended intensive interest interesting interface internal international
    internet interview interviewed introduced introducing invest investigate investigation
    investment invite invited invoices involved iron island issue issued items itself jail jigsaw
    job jobcentre jobseeker join joined joining joint journal journalist journey joy judge judged
    judgement judicial jump junction junior jury justice keep keeping kept key kicked killed kin
    kind kindly kindness kinship kitchen kite knee knew knight knit knock know knowledge known
    lab laboratory labour lack lad ladder laid lake lamp land landing landlord lane language
    lantern large largely larger largest lasted lasting latch late later latest laugh launch
    launched launching launchpad law lawmakers lawyer layer lead leader leadership leading league
    leaked leaking leaks leap learn learned learning leaseholder least leave leavers leaving led
    ledger left leg legacy legal legend legislation legitimate leisure lend length lens less
    letter lettings level lever levy liberty librarian library licensing life lifeboat lifeline
    lifelong lift light lighter lighthouse lighting lightly liked likely limit limited line link
    linked list listed listen listening literacy literally little live lived living lobby local
    locality located locates loch lock loft long longer longest look looked looking loop lose
    losing loss lost lot loud lounge love loved low lower lowest loyal loyalty luck lunch machine
    made magic magnet magnetic maid mailing main mainland mainly mainstream maintenance major
    majority make maker making male man manage managed management manager mandate manor mansion
    mantle map march mark marked market marketing married masks mason massive mast match material
    maternity math matter maybe mayor maze meadow mean meaning meaningful meant measure measuring
    media medical meet meeting member membership memorandum memory men mend mental mentality
    mention mentor merge merger merit mesh message met meters methods metro middle midnight
    midwifery midwives mighty migrant mile milestone military mill miller million mind minister
    ministry minutes mirror miss missed missing mission mobile model moderation modern moment
    momentum money month monthly moor morning mosaic mostly mother motion mountain mouth move
    moved movement movies moving multi multiple multiply municipalities mural museum music mutual
    myself myth name named narrow narrowed nation national nationalist natural nature navigation
    navigator near nearer nearest necessarily need needed negotiate neighboring neighbour
    neighbourhood nest net network neutrality never newborn newly newsletter newspaper nice night
    ninety noble nobody none noon normal normally north northern note noted nothing notice noting
    notion notorious nowhere nudge number numeracy nurse nursery nursing nurture oak oasis oath
    obesity object objected obtained obvious occasionally odd offender offer offered offering
    office officer official offline often old older ombudsman ongoing online onward open opened
    opening openly operating operation operator opinion opponents opportunity opposition opt
    optician option orbit orchard order ordered organ organisation organisers organization origin
    other otherwise ourselves ouster outcomes outlined outlook outreach outside outsourced
    outsourcing overall overarching overdue overlap overrule oversaturated overturn own owned
    owner pact paddle page paid painter pair palette panel pants paper paragraph paramedic parent
    parish park parking parliament parole part participating particular particularly partner
    partnership party pass passage passed passenger passing passport passporting past pasture
    patch path pathfinder pathway patience patient patrol patron pattern paused pavement pay
    paying payments payroll peace pebble peer penalties penny pension pensioner people per
    percent percentage performance perinatal period permission persistent person personal
    personally petition pharmacist pharmacy phases phone photo phrase physical physicist pic
    picked picks picture piece pies pilgrim pillar pilot pioneer pipe place placed placements
    plain plan plane planet planned planning plants plaque platform play played players playgroup
    playing plaza plea please pledge plumber plunged plus pocket point police policing policy
    political politicians poll polling pollution pool pooled poor population porch port portal
    posed poses position positive possible post postcode posted postponed pot potential potter
    pound power powerful practical practice practise practising praised prefer preferred prepare
    prepared preschool prescription presence present president presidential pressure prevent
    prevention previous previously price pride primary prime principal principles prior
    priorities prison prisoner privacy private prize probably probation problem problematic
    proceed proceedings process procurement produce produced producer production productivity
    professional professor profile profit program programme programming progress project
    prominent promise promised promising promptly proof propaganda properly property proposals
    proposed prosecution prosecutor prospect prospectus prosper prosperity protect protected
    protection protesters protests protocol proud provide provided provider providing province
    public publication publicly publish published publishing pulling pulse pupil purple purpose
    purse push pushing put putting puzzle quality quarter quay quest question questioning queue
    quick quickly quiet quit quite quota quoted quoting race radar rail railway rain rainbow
    raise raised raising ramp ran range ranked ranks rape raped rapid rarely rate rather
    reablement reach reached reaction read reader reading ready real realise reality realize
    really reason rebuild receipts receive received receiving recent recently reception recipe
    reckless reclaim recognised recognized recommends reconnect record recordings recovery
    recruitment recycling redesign reduced reducing reductions redundancy reference reflect
    reform reforming refresh refuge refugee refuse refused regain regard regarding regardless
    regime region regional register registered registrar regret regular regularly regulation
    regulator rehabilitation rejected rekindle related relation relationship relative relatively
    relay release released relevant reliable relied relief relies remain remained remaining
    remedy remember remembered remodel remote remove removed renew renewal rent reorganisation
    reorganised repair repeated repeatedly replace replaced replacement replied report reported
    reportedly reporters reporting represent request requested require required rescue research
    reserves reset resettlement reshape resident residential resignation resigned resilience
    resilient resolved resort resource respect respondents responder response responsibility
    responsible rest restart restaurant restore restored restoring restraint restricted result
    resulted resume rethink retire retired retraining retrieving return returned returning
    reunite revealed review revive revolution reward reworded rewritten rewrote rhyme rhythm
    ribbon rich riddle ride rider ridge ridiculously right ring ripple rise risen rising risk
    rival river road robot rocket role rolled roof room root rope rose roster rota rough round
    roundabout route row royal rule ruling run runner running rural rushed sack sacking sad safe
    safeguarding safely safer safety said sail sailor saint sale same sanctuary sat save saved
    saving saw say saying scaffold scale scan scandal scared scene scheduled scheme school
    science scientist scope scores scouts screen screening scribe script scroll search season
    seat secondary secret secretary section sector secure security see seed seeing seek seeking
    seem seemed seen selected sells send sending senior sense sent sentence separate separately
    series serious seriously servant serve service serving session set setting settle settled
    settlement severely sex sexual shade shadow shape shaped share shared shareholders sharing
    sheet shelf shelter shepherd sheriff shield shift shine shiny ship shipyards shire shirt
    shoes shop shore short shortage shorter shots shoulder show showed shown shut sibling sick
    sickness side sight sign signal signatures signed significant signpost silence silly silver
    similar simple simpler simplify simply single sister sit site sitting situation sixth size
    sketch skill skilled skin skipping sky slate sleep sleeper sleeping slightly slim slogan
    slowing slowly small smaller smart smarter smith smoking smooth snaps snapshot snow social
    society software soil sold soldier solution solving somebody somehow someone something
    somewhere son song soon sooner sort sought soul sound source south southern space spare spark
    sparked speak speaking special specialist specific specifically specification speculation
    speech speed spend spending spent spin spine spinner spiral spire split spoke spokesman
    spokesperson sponsor sport spotlight spotted spread spreading spring sprint squad square
    squire stable stack staff stage stakes stall stamp stand standard standing star start started
    starters starting state statement station status stay stayed staying steady steer stem step
    stepped stepping steward stile stitch stone stood stop stopped store story straight strand
    stranded strange stranger strategic strategically stream streamlined street streetcare
    strength strengthen strengthening stretch stride strike striking string stroke strong
    stronger stronghold struck structure struggling stuck student studied studio study studying
    stuff stunning subject submit submitted subsequent substantial succeed success sudden
    suffered suggest suggested suggesting sum summer sunny sunrise supplier supply support
    supported supporters supporting supposed sure surface surge surgery surgical surplus surprise
    surprised surrounding surveillance survey survive survivors suspend suspended suspicions
    sustain sustainable sustained swan swap sweeping swim swimmer swimming switch switched
    syndicated synergy system table tackle tagged tagging tailor take taken taking tale talent
    talk talked talking tandem tank tap target targeted targeting task taught tax taxpayer teach
    teachers teaching team tearing tears tech technical technically technology teenage teenager
    telephone televised television tell telling temperature template tenancy tenant tend tender
    tensions tenth term territory test testimony text thank thanked theatre theme themselves
    theory therapies therapist therefore thing think thinking third thought thread threat
    threatened threshold thrive thriving throughout thumb ticket tide tie tile time timetable
    timing title toddler together told tonight took tool toolbox top topic torch total touch
    tough towards tower town trace track tracked trade trading traditional traffic trafficking
    trail trailblazer train trained trainee traineeship training transfer transferred transform
    transformation transforming transition transport travel treasury treat treated treatment tree
    trellis tri trial tribunal tricky tried trip trouble truancy true trunk trust try trying
    tubes tune tunnel turmoil turn turned turning turnout twice type typography ultimately
    umbrella unable uncover underage undergoing understand understatement unfair uniforms unify
    union unique unison unit unite united unity university unknown unlawful unlock unlocking
    unpaid unrest unseen unveiled upcoming update upkeep uplift uplifting upon upper upstream
    urban urge urged urgency urgent use used useful user using usually utmost vacant vaccination
    vaccine valley value van vanished various vehicle venture version very vessel vesting via
    viable vibrant victim victory video view vigil village violations violence virtual visibility
    vision visit visited visiting visitors vital voice voluntary volunteer vote voted voter vow
    vulnerable wage wait waited waiting walk walked walker walking wall want wanted wanting war
    ward warm warned warning warns waste watch watched water wave way weakened wear weather weave
    weaver web webinars website wedding week weekend weekly weight welcome welcomed welcoming
    welfare well wellbeing wellness went west western whatever wheel whenever wherever whichever
    whistle white whoever whole wide widely wider widespread wife wild willing win window winds
    wing winners winning winter wisdom wish witness woman women won wonder wood word wore work
    worked worker workforce working workplace workshop world worldwide worry worse worst worth
    woven wrap write writing written wrong wrote yard year yellow yes yield young younger
    youngster youth zone
    """
)
