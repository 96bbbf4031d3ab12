"""How people write that somebody's life or health is in danger now, in plain text (see `flows.safety.plain`)."""

SUBSTANCE = (
    r"((quita)?esmaltes?|acetona|tintes?|decolorante|amoniaco|lejia|peroxido|agua oxigenada|oxidante|revelador|alisador"
    r"|[qk]u?eratina|champu|colonia|perfume|laca|disolvente|pegamento|producto\w*|acido|permanente|cera|quimic\w+"
    r"|nail|polish|remover|bleach|dye|acetone|developer|peroxide|ammonia|shampoo|glue|perfume|chemicals?|products?"
    r"|aceite|serum|mascarilla|oil|acid|wax|gel|hairspray|relaxer|perm solution|lotion)"
)
"""What a salon has that must not be drunk, nor come into an eye."""

BREATH = (
    r"no (puedo|podemos|puede|consigo|logra|logro|me deja) (casi |ni )?(respirar|tragar|con el aire)|\bno respir[ao]\b",
    r"cuesta (mucho |un monton |horrores )?(respirar|tragar)|asfixi|atragant|\brespir[ao] (muy )?(mal|fatal|raro)",
    r"no (me |le |nos )?(llega|entra|pasa|viene|alcanza|cojo|coge|pillo) (bien |casi |apenas |nada de )?(el )?"
    r"(aire|oxigeno)|\b(me|le|nos) (falta|faltaba|esta faltando) (mucho )?(el |la |de )?(aire|oxigeno|respiracion)"
    r"|falta de aire",
    r"(apenas|casi no|no) (puedo|puede|consigo) (coger|tomar|pillar) (el )?aire",
    r"\b(me|se) (\w+ )?(quedo|queda|quedando|quede|quedado) sin (aire|oxigeno|respiracion)|\bsin aire[.,!]* *$",
    r"(me|se) (estoy|esta) (ahogando|asfixiando)|\b(me|se) ahog[oa]\b|labios (\w+ )?(morados|azules)|pon\w+ (azul"
    r"|morad[oa])\b|(esta|se pone) (toda |todo )?(morad[oa]|azul) *([.,!?]|$)|ataque de asma|asthma attack",
    r"(can(no|')?t|cannot|can not|couldn't|hardly|barely|unable to) (breathe?|swallow)\b",
    r"(trouble|difficulty|problems?|struggling|hard|hurts) (to )?(breath)|(isn't|not|stopped|stops) breathing"
    r"|choking|wheez|ahogandome|asfixiandome|suffocat|(can't|cannot|can not|not|couldn't) (seem to )?(get|getting"
    r"|catch)( (any|enough|my|much))* "
    r"(air|breath)|(gasping|fighting) for (air|breath)|short of breath|(turning|turned|gone|going"
    r"|lips?( \w+){0,2}) (blue|purple)\b",
)
HEART_AND_HEAD = (
    r"\bduele[n]?\b.{0,30}\bpecho|\bpecho\b.{0,20}\b(duele|aprieta|oprime|pesa)|(brazo|arm)\b.{0,25}\b(pecho|chest)\b"
    r"|\bchest\b.{0,15}\b(heavy|hurts?|tight|pressure)|\bheart\b.{0,15}\b(racing|pounding|stopp)|esta dando algo\b",
    r"\bse (ha |a )?(queda|quedo|quedado|puesto|puso) (\w+ )?(blanc[oa]|palid[oa]|morad[oa]|rigid[oa]"
    r"|ties[oa])\b.{0,30}"
    r"\b(no (contesta|responde|habla|reacciona)|mare)",
    r"\b(hit|banged|cracked|bumped) (her|his|my|their) head|can(no|')?t see (out of|with (my|this|one)|properly)",
    r"(dolor|presion|opresion|pinchazos?|punzadas?) (muy )?(\w+ )?(en|de) (el |todo el )?pecho"
    r"|(duele|aprieta|oprime) (mucho |un monton )?el pecho",
    r"infarto|ataque (al|de) (corazon|panico|ansiedad)|\bictus\b|convulsi|(ataque|crisis) epileptic|embolia"
    r"|taquicardia|palpitaciones|palpitations",
    r"\b(da|dando|dado) (un |como un )?(ataque|parraque|patatus|telele|jamacuco)\b",
    r"(brazo|cara|boca|pierna|medio cuerpo|lado \w+) (\w+ )?(dormid[oa]|torcid[oa]|paralizad[oa]|entumecid[oa])",
    r"se (me|le) (\w+ )?(duerme|dormido|durmiendo|paraliza|paralizado|tuerce|torcido|duermen|dormidos?"
    r"|dormidas) (\w+ )?(brazos?|cara|boca|labios?|lengua|piernas?"
    r"|lado)|no (me )?siento (el|la|media|medio) (brazo|cara|pierna|lado)"
    r"|caid[oa] (media cara|la (boca|cara)|un lado de|medio lado)|\bno puede (hablar|mover\w*)\b"
    r"|no puedo mover(me)?\b|cuesta (mucho )?hablar\b|(lengua|labios) dormid[oa]s?\b",
    r"\bve(o|mos)? (muy |todo )?(borroso|doble|negro)|vision (borrosa|doble)|se me nubla",
    r"(me|se) (he|ha|a|e) (\w+ )?(desma(y|ll)ad|desplomad|desvanecid)[oa]|\bse (ha |a )?(desmay|desplom|desvanec)\w+"
    r"|\bvoy a desmayarme|\bme desmayo\b(?! (con|de)\b)|caid[oa] redond[oa]|cayo redond[oa]",
    r"perdi(do|o) el (conocimiento|sentido)|inconsciente|sin (conocimiento|sentido|pulso)\b|\bno mueve (un|el|la"
    r"|medio|media)\b|derrame( cerebral)? *([.,!?]|$)|\bno (se )?(despierta|reacciona|vuelve en si)\b",
    r"\bca(ido|yo)\b.{0,25}\bno (responde|se mueve|habla|se levanta)|golpe (muy )?(fuerte |gordo )?en la cabeza",
    r"chest (pains?|hurts|is tight|feels tight|tight)|(pains?|tightness|pressure) in (my|his|her|the) chest"
    r"|heart attack|seizure|having a (stroke|fit)|panic attack",
    r"(arm|face|side|leg|mouth|lips?)( is| has| feels?| went| gone| are)* (all |going |really )?(numb|droop\w*)"
    r"|can(no|')?t feel (my|her|his) (arm|face|side|leg|lips)|slurr",
    r"passed out|pass(ing)? out|(going to|gonna|about to|feel|feeling) faint|faint(ed|ing)\b|collapsed|unconscious"
    r"|(won't|not|isn't|doesn't|can't) (be )?(waking|wake|woken|responding|respond)\b|unresponsive"
    r"|blurr(y|ed) vision|vision (is |went |going )?(all )?blurr|seeing double",
)
REACTION = (
    r"(reaccion|shock) (muy |super )?(alergic[ao] (muy )?(fuerte|grave)|alergic[ao]|anafilactic[ao]|fuerte|grave"
    r"|horrible|bestial|brutal)|anafila|\bglotis\b|epi ?pen",
    r"se (me|le) (\w+ )?(cierra|cerrando|cerrado|hincha|hinchando|inchando|pone|poniendo) (mucho |toda |muchisimo )?"
    r"(la )?(garganta|lengua)|(hincha|hinchando|inchando|inflama|inflamando) (mucho |toda )?la (cara|boca)",
    r"(garganta|lengua) (\w+ ){0,3}?(cerr(ad|and)\w+|(h?inch|inflam)(ad|and)\w+|apret\w+|bloquead\w+|como una?"
    r"|enorme|gorda)"
    r"|(h?inch|inflam)ad[ao] la (garganta|lengua)|nudo en la garganta y no|(cara|ojos|labios"
    r"|cuello) (\w+ ){0,2}como (un"
    r"|una) (globo|pelota|balon|monstruo)",
    r"(h?inch|inflam)\w+\b.{0,40}\blengua\b|\bswel\w+\b.{0,40}\btongue\b|(lips?|face|mouth) and (my |her "
    r"|his )?(tongue|throat)"
    r"( \w+)? (swell\w*|swollen)",
    r"anaphyla|(severe|serious|terrible|bad|awful) (allergic )?reaction|allergic shock|(having|had) an allergic"
    r"|(throat|tongue)( [\w']+){0,4} (clos\w+|tight\w*|swell\w*|swollen)|(face|mouth|neck) (\w+ )?(is )?swelling up",
)
WOUNDS = (
    r"\bsangr(a|ando|e)\b (\w+ )?(por|de|en) (la|los) (cabeza|ojos?|boca|oidos?|nariz y)|bleeding from (the|my"
    r"|his|her) (head|eye"
    r"|ear|mouth)",
    r"\bno (me |le |se )?(para|deja|cesa|corta) (de )?(la |el |mi )?(sangr|hemorrag)|(clavad[oa]|clave) (\w+ )?(tijeras"
    r"|navaja|cuchillas?|cristal)|\bcort(es|ado|ada) (\w+ )?en (los|el|las|mis|la) (braz|munec|vena)",
    r"sangr(o|a|ando) (\w+ ){0,3}?(mucho|muchisimo|un monton|a chorro\w*|sin parar)|no (para|deja|paro"
    r"|dejo) de (sangrar|echar"
    r" sangre)|desangr|hemorragi",
    r"(sale|salia|pierdo|pierde|perdiendo|hay|echando) (mucha|muchisima|tanta|un monton de|demasiada) sangre"
    r"|sangre por todas? (partes|lados)|(sangre|sangrado|herida).{0,20}\bno (para|se corta|se para|se detiene)\b",
    r"quemadura (grave|quimica|de (segundo|tercer))|quem(ado|e|o|ada|ando) (los ojos|la cara|el cuero)",
    r"\b(en|a) (los|el|un) ojos?\b.{0,20}\bno (ve|veo|puedo|puede)\b|\bojos?\b.{0,60}\bno veo\b|\bno (veo"
    r"|ve) (nada|bien)\b(?! (mas|libre|que|en|de|para|el|la|disponible|claro))|quedad[oa] cieg"
    r"|no (puedo|puede) abrir(lo|los|me)? ?(el|los|un)? ?ojos?\b",
    rf"\b{SUBSTANCE}\b.{{0,25}}\b(en|a|dentro) (del |de )?(mi |los |el |un )?ojos?\b(?! (y|o) (las |los )?(ceja|labio))"
    rf"|\bojos?\b.{{0,10}}\b(con|lleno de|me ha entrado|le ha entrado|ha caido) (\w+ ){{0,2}}?{SUBSTANCE}\b",
    r"bleeding (really |so |very |pretty )?(a lot|heavily|badly|out|loads|non ?stop|like)|(won't|doesn't|not"
    r"|can't|doesnt|wont|isn't) (\w+ )?stop"
    r"( bleeding| the bleeding|ping)?\b.{0,12}(bleed|blood)|(won't|doesn't|not|can't) stop bleeding"
    r"|blood everywhere|(so much|lots of|losing|lot of) blood|bleed(ing)? to death",
    rf"\b{SUBSTANCE}\b.{{0,25}}\bin(to)? (my|her|his|the|one|both|your|an) (\w+ )?eyes?\b"
    r"|\b(my|her|his|the) eyes?\b.{0,25}\b(can't|cannot|can not) (see|open)|gone blind|can(no|')?t open (my|her) eye",
)
SWALLOWED = (
    rf"(tragad|tragu|\btrag[oa]|bebid|bebi[oe]?\b|ingeri|chupad)\w* (\w+ ){{0,5}}?{SUBSTANCE}\b",
    rf"\b(se|me) (ha|he|a|e) (tomado|comido) (\w+ ){{0,4}}?(?!cera){SUBSTANCE}\b|intoxica|envenen|sobredosis",
    r"(tomado|tragado|tome|tomo) (\w+ ){0,3}?(pastillas de golpe|muchas pastillas|demasiadas pastillas|(bote|caja)"
    r" (entera )?de pastillas|todas las pastillas|(un monton|un punado) de pastillas)|tomado (un )?pastillas"
    r"|(tomado|tragado|tome) (\w+ ){0,3}?(caja|bote|blister|frasco)( enter[oa])?"
    r"( de (?!bombones|galletas|leche))",
    r"electrocut|descarga electrica|calambrazo|dado (una |la )?(descarga|corriente|calambre)",
    rf"\b(drank|swallowed|drunk|ate|eaten|ingested|drinking|swallow) (\w+ ){{0,6}}?{SUBSTANCE}\b|poisoned|overdos"
    r"|(took|taken|swallowed) (\w+ ){0,3}?(too many|all (my|the)|a (bottle|pack|box|handful|bunch) of) (\w+ )?(pills"
    r"|tablets|meds|medication|paracetamol|sleeping)|electric shock|\bcut (my|her|his) (\w+ )?wrists?\b",
)
DESPAIR = (
    r"suicid|quitar(me|se) la vida|(quitarme|quitar|quito|quitase) de en ?medio|\bmatarme\b|\bme (quiero"
    r"|quisiera) matar\b(?! (de|con))"
    r"|\bme (voy a matar|mato)\b *([.,!?]|$)|(ganas"
    r"|pensando|pienso|pensado)"
    r" (de|en) (morir(me)?|matar(me)?|desaparecer|hacerme)\b(?! de)|me siento morir|autolesi",
    r"no (quiero|tengo ganas de|merece la pena|vale la pena) (seguir |ya )*(vivir|viviendo|viva|vivo|existir|estar aqui"
    r"|adelante)|no (le )?(veo|encuentro|tiene) (ya )?(ningun )?sentido (a )?(la |mi )?(vida|vivir|seguir)",
    r"(me quiero|quiero|quisiera|prefiero|ojala) (morir(me)?|estar muert[oa]|me muera|no despertar\w*)\b(?! (de|con|por"
    r" un))|mejor muert[oa]|estari\w+ mejor sin mi",
    r"(acabar|terminar) (ya |de una vez )?con (todo|mi vida)\b(?! (el|la|los|las|est[aeo]s?|lo)\b)|si (me muero"
    r"|muriera|desaparezco"
    r"|desapareciera|no estuviera)\b *([.,!?]|$)"
    r"|\b(nadie|no) me echari?a\w* de menos|desaparecer (para siempre|del mundo"
    r"|de este mundo|y no volver)|quiero desaparecer *([.,!?]|$)",
    r"(locura|tonteria)\b.{0,25}\bno (aguanto|puedo) mas|no (aguanto|puedo) mas\b.{0,25}\b(locura|vivir|mi vida"
    r"|la vida)",
    r"(cortarme|cortado|corto|cortar) las venas|(tirarme|\bme (\w+ ){0,3}(tirar|tiro)) (por|desde|al|a las"
    r"|de) (\w+ )?(balcon|ventana|puente|tren|vias"
    r"|metro|azotea|coche)|hacerme dano|colgarme\b|ahorcar",
    r"(kill|hang|harm|hurt|hurting|harming|killing|hanging|cutting) myself|end (my life|it all|everything)"
    r"|ending (it all|my life)"
    r"|take my (own )?life|(life|living)( is|'s)?( not|n't)? worth|worth living|tired of (living|life)"
    r"|cansad[oa] de vivir|hart[oa] de vivir"
    r"|seguir viviendo|dejar de (existir|vivir)|point (in|of) (living|life|going on)|(estoy"
    r"|creo que me estoy) muriendo\b(?! (de|por|con))|better off (dead|without me)"
    r"|no (reason|point)( in| to)? (live|living|going on)"
    r"|self[- ]harm",
    r"(don't|dont|do not|not) (want|wanna) ?(to )?(live|be alive|exist|wake up|go on|be here)\b(?! (on|at|till"
    r"|until|early"
    r"|before|by|in)\b)|(want|wanna|wish) (to |i could |i could just )?die\b(?! (of|for|over)\b)|wish i was dead"
    r"|(wanna|want to) (just )?disappear\b(?! (from|for|to) (the|a|work))",
)
HELP = (
    r"(llama|llamad|llamen|llame|avisa|avisad)\w* (ya )?(a |al )?(una |la |los )?(ambulancia|emergencias|112|061"
    r"|policia"
    r"|bomberos|samur)|emergencia medica|necesito (una )?(ambulancia|policia)",
    r"\b(hombre|tio|alguien|chico|tipo|man|guy|someone) (\w+ )?(con|with) (un|una|a) (cuchillo|pistola|navaja"
    r"|arma|knife"
    r"|gun)|\bhay (un |mucho )?(fuego|incendio|humo)\b|\bfuego en (el|la) (salon|local|pelu\w*|casa|cocina|tienda)"
    r"|incendi(o|a)"
    r"\b|huele (mucho |fuerte )?a gas|(escape|fuga) de gas",
    r"\b(nos|me|le) (estan? )?(atraca|robando|pegando|apunalad|agredi|violad|droga|amenaz|persig)\w*|roto aguas"
    r"|rompi aguas|contracciones"
    r" (cada|muy|seguidas)",
    r"call (an |the |a )?(ambulance|911|112|999|police|fire)|medical emergency|(need|send) (an )?(ambulance|paramedic)",
    r"(there's|there is|theres) (a )?(fire|smoke)|(place|salon|shop|house|building|dryer|kitchen) is on fire"
    r"|smell(s of)?"
    r" gas|being (robbed|attacked|followed)|robbing (us|the)|waters? (just )?broke",
)
EMERGENCY = BREATH + HEART_AND_HEAD + REACTION + WOUNDS + SWALLOWED + DESPAIR + HELP
