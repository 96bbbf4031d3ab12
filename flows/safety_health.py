"""How people write of their health where it matters to what a salon does, in plain text (see `flows.safety.plain`)."""

BODY = (
    r"(cara|cuello|ojos?|parpados?|labios?|cuero( cabelludo)?|cabeza|piel|manos?|cejas?|orejas?|nuca|frente|pestanas"
    r"|axilas?|ingles?|dedos?|pies?|mejillas?|coronilla|menton|bigote|espinillas?|cuticulas?|piernas?|(las|mis"
    r"|sus|de) unas|sienes"
    r"|face|neck|eyes?|eyelids?|lips?|scalp|head|skin|hands?|brows?|eyebrows?|ears?|forehead|lashes|armpits?|fingers?"
    r"|toes?|nails|cheeks?|chin|cuticles?)"
)
SYMPTOM = (
    r"(pic(a|an|aba|or|ores|azon)|escuec\w*|escoz\w*|ard(e|en|io|ia|or|iendo)|quem(a|an|e|o|ada|ado|adura|aduras|ando)"
    r"|qem\w*|h?inch(ad\w*|o|a|an|azon)|irritad\w*|irritacion|enrojecid\w*|sarpullido|salpullido"
    r"|pelad[oa]s? y roj[oa]s?"
    r"|ampollas?|granos|granitos|ronchas|costras|supura\w*|duele|dolor|dolorid[oa]s?|se me cae|caida del pelo"
    r"|infectad\w*"
    r"|hormigue\w*|sangre|bultos?|moraton\w*|hematoma\w*|ulcer\w*|descama\w*|quemazon|inflamad\w*|lumps?|bruis\w+"
    r"|picores|sangra\w*"
    r"|itch\w*|burn(s|ed|t|ing)?|sting\w*|swell\w*|swollen|rash|blister\w*|irritated|irritation|hurts?|sore|peeling"
    r"|bumps|infected|bleed\w*|inflamed|puffy|tingl\w+|falling out)"
)
EXPECTING = (
    r"(e[mn]bara[sz]|preñad|prenad)|\bencinta\b|gestan|gestacion|trimestre|(salgo|fuera) de cuentas",
    r"(estoy|estando|ando|toy|estoi) (ya )?(de|d|con) (casi )?\w+ (mes|meses|semanas|sem)\b",
    r"\b(espero|esperamos|esperando) (a )?(un|una|mi|nuestro) (primer |segundo |tercer )?(bebe|nino|nina|hijo"
    r"|hija|peque)\b"
    r"(?! (que|para|en|salga|a que|del|de) )|\bser (mama|madre|mami)\b|en estado( de buena esperanza)? *([,.?!]|$)"
    r"|\bestado de buena esperanza",
    r"lactan|amamant|(dando|dandole|doy|doi|da|dar|dandoles?) (de |el |la )?(pecho|teta|mamar)|\bmi bebe (toma|mama)\b",
    r"(acabo de|recien) (parir|parida|dar a luz)|\bdi a luz\b|pos[t]?parto|fecundacion|(tratamiento|proceso) de (fertil"
    r"|reproduccion)",
    r"\b(bebe|feto)\b.{0,40}\b(malo|peligros\w+|segur\w+|riesgo|afecta\w*|toxic\w+)\b|\bbebe nace"
    r"|(malo|mala|peligros\w+|segur\w+|riesgo|dan(o|a|ino|ar|e)|afecta\w*|perjudic\w+|toxic\w+|pasar\w*"
    r"|hacer\w* dano)\b"
    r".{0,30}\b(para|al|el|a) (el |mi |la )?(bebe|feto)",
    r"pregn|preggo|trimester|\bexpecting\b(?= *([,.?!]|$|and|so|can|in |a (baby|boy|girl|child|little)|twins|my (first"
    r"|second)|our))|(weeks|months) (along|gone|pregnant)|\bdue date\b|\bcon \w+ semanas\b(?! (de (espera"
    r"|antelacion|retraso)))",
    r"breast ?-?feed|\b(i'm|im|i am|am|still|while|when|currently) (a )?nursing\b|nursing (my|a|mum|mom|mother|the)"
    r"|(having|expecting) (a|our|my) (\w+ )?baby\b(?! shower)|(mum|mom|mother) to be|\bgave birth|postpartum"
    r"|trying (for a baby|to conceive)|\bivf\b|(safe|harm\w*|bad|ok|okay|risk\w*|dangerous).{0,15}for (the|my) baby",
)
ILLNESS = (
    r"alerg(i|ia|ic)|allerg|alegic|alerjic|\bhistamin|anti ?histamin|intoleran(te|cia) a|\bgluten\b|celiac|coeliac",
    r"quimio|cancer|oncolog|chemo|radioterap|radiotherap|radiation (therapy|treatment)|tumou?r|leucemia|leuk|linfoma"
    r"|lymphoma|metasta|melanoma|mastectom|linfedema|lymph",
    r"dermati|psoria|soriasis|e[cx]?[zs]em|eccema|alopecia|urticaria|hives|infec[ct]i?on?|hongos?\b|atopic"
    r"|fung(al|us)|sarpu\w+"
    r"|salpullido|\brash(es)?\b|rosacea|vitiligo|queloid|keloid|melasma|foliculitis|folliculitis|forunculo|quistes?\b"
    r"|\bcysts?\b|verrugas?|\bwarts?\b|papiloma|impetigo|\btina\b|ringworm|scabies|\bsarna\b|shingles|culebrilla",
    r"herpes|calentura|cold sore|conjuntivitis|conjunctivitis|pink ?eye|orzuelo|\bstye\b|blefaritis|piojos|liendres"
    r"|\blice\b|\bnits\b|unas? encarnad|unero|ingrown (toe)?nail|pie de atleta|athlete's foot",
    r"\basm(a|atic[oa])\b|\basth?m|\blupus\b|esclerosis|artritis|arthrit|fibromial|fibromyal|(hipo|hiper)?tiroid|(hypo|hyper)?thyroid|hepatitis"
    r"|\bvih\b|\bhiv\b|\bsida\b|hemofil|h(a)?emophil|anemi|autoinmun|auto ?-?immun|inmuno|immuno|trasplant|transplant",
    r"marcapasos|pacemaker|epilep|diabet|hiperten|hypertens|hipotens|tension (muy )?(alta|baja|arterial)|arritmi"
    r"|arrhyth"
    r"|cardiac|del corazon\b(?= *([,.?!]|$))|(heart|skin|scalp|medical|health|blood) (condition|disease|problem"
    r"|disorder)"
    r"|condition on my (skin|scalp)|\bblood (pressure|thinn|clot|sugar)|tromb|thromb|flebitis|varices|varicose",
    r"(enfermedad|problemas?|afeccion) (de (la )?|en (la )?)?(piel|corazon|cabeza|cuero|circulacion|salud|pulmon\w*"
    r"|cutane\w+|autoinmune|rara|cronica|respiratori[oa])|(soy|persona) de riesgo|claustrofob|migran|migraine",
    r"menopaus|hormon|\blunar(es)?\b.{0,20}\b(rar[oa]|sangra|depil\w*|laser|encima|sospech\w+)"
    r"|\bmole\b.{0,25}(wax|laser"
    r"|weird|bleed)|(malo|mala|puedo|pasa|problema|afecta)\b.{0,35}\b(con|tengo|teniendo) la regla|on my period",
    r"contraindica|efectos? secundarios?|side effects?|cancerigen|carcinogen|(es|son|sera|sean) toxic[oa]s?|\btoxic\b",
)
TREATED = (
    r"\bhernia|slipped disc|\blentillas|contact lenses|\b(had|got|me puse|me he puesto|me han puesto|me pusieron|llevo)"
    r" (\w+ ){0,2}(botox|fillers?|relleno|hialuronico)\b",
    r"\b(medicacion|medicamento|medicad[oa]|medicina[s]?|antibiotic|anticoagul|sintrom|adiro|heparin|warfarin|isotretin"
    r"|ro?acc?ut|medication|meds\b|accutane|cortico|cortiso|steroid|insulin|antidepres|ansiolit|metotrex"
    r"|methotrex|eutirox"
    r"|tiroxin|minoxidil|finasterid|ibuprofen|paracetamol|aspirin|ventolin|inhalador|inhaler)",
    r"(tomo|tomando|tomar|tomarme|recetad[oa]|tomo unas|que me tomo) (\w+ ){0,2}(pastillas?|pildoras?|capsulas?"
    r"|suplementos?|hierro|para (la caida|que no se)|algo para)|\b(on|taking) (\w+ ){0,3}(tablets|pills|thinners|hrt)",
    r"\b(mi|el|al|la|un) (medic[oa]|dermatolog[oa]|doctora?|ginecolog[oa]|oncolog[oa]|alergolog[oa]|cirujan[oa]|matrona"
    r"|farmaceutic[oa]) (me|dice|dijo|ha|no|recomienda|prohib\w*)|my (doctor|dermatologist|gp|midwife|surgeon)"
    r" (says|said|told|has|won't|doesn't|recommend\w*)|\bconsult\w+ (con )?(el|un|mi) medico|(urgencias|hospital) por"
    r" (la|el|una?) (reaccion|quemad|alerg|tinte)",
    r"\boperad[oa]|\b(me|le) (operan|opero|operaron|opere|opera)\b|(una|la|mi|de la) operacion\b|cirugia|cesarea"
    r"|c-section|caesarean|protesis|implant(e|ed|s)\b|\bstent|postoperatorio"
    r"|\bsutura|(puesto|dado|quitado|tengo|dieron|pusieron|llevo) (\w+ )?puntos\b(?! de)|\bsurgery|\bsurgical"
    r"|\b(stitches|sutures)\b|\b(had|after|having) (an |my |the )?operation",
)
TROUBLE = (
    r"\bpupas?\b|(duele|dolor|duelen)\b.{0,14}\b(la|una|las|mi|mis) unas?\b|hiper ?sensib|sensible a(l| los| las"
    r"| la)? (olor|quim"
    r"|tinte|amon|perfum|cera|produc|lat)|(cae|caen|cayendo) (\w+ )?(las |mis )cejas|bajada de (azucar|tension)",
    r"herida|\ba (deep |small |bad |big )?cut on my\b|\btengo un corte en (el|la|un|los) (pie|dedo|mano|pierna"
    r"|cara|cabeza)\b|\bpus\b|\bcalvas?\b|\bbald (patch|spot)|\bwounds?\b|quemaduras?\b|cicatri[zc]|\bscar(s"
    r"|ring)?\b|carne viva"
    r"|caida del? (pelo|cabello)|\b(cae|caiga|caen|caia|cayo|cayendo) (mucho |mas |tanto |muchisimo |un monton )?(el )?"
    r"(pelo|cabello)|hair (is |keeps |has been |was )?(falling|fell|coming) out|hair (is )?falling|react(s|ed"
    r"|ing)? (badly|really|to)\b|\bppd\b|parafenil|me sientan? (muy |fatal|mal)"
    r"|losing (my|a lot of"
    r"|so much) hair|hair loss",
    r"\b(quemasteis|quemaron|habeis quemado|hicisteis dano|quemaste)\b|\bojos? (muy )?rojos?\b|\beyes? (are|is|has|have"
    r"|look|went|got|feel)\b.{0,30}\b(red|water\w+|puffy|sore)\b|\b(red|watery|puffy|sore) eyes\b",
    r"\b(me|se me|nos|le|se le) (he|ha|hemos|han|a) (\w+ )?(qu?em|h?inch|irrit|salid|infect|ulcer)\w*",
    r"\b(me|le) (ha |han |a |e )?(sal(io|ieron|e|en|iendo|ido)) (\w+ ){0,3}?(gran(o|it)\w*|ronch\w+|roj[ec]\w*|bult\w+"
    r"|ampoll\w+|calentura|manchas?|eczem\w*|urtic\w*|costra\w*|heridit\w*|pupas?)",
    r"\b(me|le) (pica|pican|picaba|escuece|escuecen|escocia|arde|arden|ardia)\b|\bpicor(es)?\b|\bescozor\b",
    r"\b(cara|piel|cuello|cuero cabelludo|cabeza|frente|face|skin|neck|scalp|head) (\w+ ){0,2}?"
    r"(muy |toda |tan |is |all |fatal )?(roj[ao]s?|enrojecid[ao]s?|red|fatal|levantad[ao]|pelad[ao])\b",
    r"\b(piel|skin) (\w+ ){0,3}(pel(and|ad|arse)\w*|peel\w*|came off|coming off|raw)\b|\b(levant|despellej"
    r"|pel)\w+ (\w+ )?la piel|todo el cuerpo (lleno|rojo)"
    r"|\b(piel|skin) (\w+ ){0,3}(llena de|full of|covered in) (gran|ronch|spots|bumps)",
    r"\b(i|she|he) (have |has |had |got |am |is |was )?(a )?(\w+ )?(burned|burnt|rash|blister|swollen|allerg)\b"
    r"|\b(a|bad|had|having|some) (\w+ )?reaction\b|(una|dado|dio|tuve|tengo|hizo|hecho) (\w+ )?reaccion\b",
    r"\bme mareo\b|\bmaread[oa]\b|\bmareos?\b|\bdizz|light ?-?headed|nauseas?\b|\bvomit",
    rf"\b{SYMPTOM}\b(\W+\w+){{0,4}}?\W+{BODY}\b",
    rf"\b{BODY}\b(\W+\w+){{0,4}}?\W+{SYMPTOM}\b",
)
MEDICAL = EXPECTING + ILLNESS + TREATED + TROUBLE
