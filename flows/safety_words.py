"""How people write what no model may answer, Spanish and English, in plain text (see `flows.safety.plain`)."""

EMERGENCY = (
    r"no (puedo|podemos|puede|consigo|logra) (casi )?(respirar|tragar)",
    r"cuesta (mucho )?(respirar|tragar)|asfixi|atragant|\bno respir[ao]\b|\brespir[ao] (muy )?(mal|fatal)|falta (el"
    r"|de) aire|sin aire\b",
    r"(me|se) (estoy|esta) (ahogando|asfixiando)|\b(me|se) ahog[oa]\b",
    r"(dolor|presion|opresion|pinchazos?) (\w+ )?(en|de) (el )?pecho|duele (mucho )?el pecho",
    r"infarto|ataque (al|de) corazon|\bictus\b|convulsi|ataque epileptic",
    r"(reaccion|shock) (alergic[ao]|anafilactic[ao])|anafila",
    r"se (me|le) (esta )?(cierra|cerrando|hincha|hinchando) la (garganta|cara|lengua)",
    r"(garganta|lengua) (muy |esta |toda )?(cerrada|h?inchada)|h?inchad[ao] la (garganta|lengua)",
    r"(me|se) (he|ha|a|e) desmayad[oa]|\bse desmay(a|o)\b|perdido el conocimiento|inconsciente|\bno (despierta"
    r"|reacciona)\b|\bca(ido|yo)\b.{0,20}\bno (responde|se mueve|habla)|golpe (fuerte )?en la cabeza",
    r"sangr(o|a|ando) mucho|no (para|deja) de sangrar",
    r"quemadura (grave|quimica)|quem(ado|e|o|ada) (los ojos|la cara|el cuero)",
    r"\b(en|a) (los|el) ojos?\b.{0,20}\bno (ve|veo)\b|\bno (veo|ve) (nada|bien)\b|me he quedado cieg",
    r"(tragado|bebido|tomado) (el|la|un|una)? ?(bote de |poco de )?(\w*esmalte|acetona|tinte|decolorante|producto"
    r"|amoniaco|lejia)|intoxica|sobredosis|tomado (\w+ )?pastillas|electrocut|descarga electrica",
    r"suicid|quitarme la vida|no quiero (seguir )?(vivir|viviendo)|me quiero morir|quiero morirme|matarme",
    r"(llama|llamad|llamen) a (una |la )?(ambulancia|emergencias|112)",
    r"(can(no|')?t|cannot|can not|couldn't) breathe?\b|(trouble|difficulty|problems?) breathing|hard to breathe"
    r"|(isn't|not) breathing|choking|suffocat|overdose|electrocuted",
    r"chest (pains?|hurts|is tight)|(pains?|tightness) in (my|his|her) chest|heart attack|seizure|having a stroke",
    r"anaphyla|(severe allergic|allergic (shock|reaction))|(throat|tongue) (is )?(closing|swelling|swollen)",
    r"passed out|faint(ed|ing)|collapsed|unconscious|bleeding (a lot|heavily)|(won't|doesn't|not) stop bleeding",
    r"\b(my|her|his|the) eyes?\b.{0,20}\b(can't|cannot|can not) see|gone blind",
    r"(drank|swallowed|drunk) (\w+ ){0,2}?(nail|polish|remover|bleach|dye|acetone)|poisoned",
    r"kill myself|end my life",
    r"call (an )?(ambulance|911|112)",
)
BODY = (
    r"(cara|cuello|ojos?|parpados?|labios?|cuero( cabelludo)?|cabeza|piel|manos?|cejas?|orejas?|nuca|frente|pestanas"
    r"|face|neck|eyes?|eyelids?|lips?|scalp|head|skin|hands?|brows?|ears?|forehead|lashes)"
)
SYMPTOM = (
    r"(pic(a|an|aba|or|ores|azon)|escuec\w*|escoz\w*|ard(e|en|io|ia|or|iendo)|quem(a|an|e|o|ada|ado|adura|aduras|ando)"
    r"|qem\w*|h?inch(ad\w*|o|a|an|azon)|irritad\w*|irritacion|enrojecid\w*|sarpullido|salpullido"
    r"|ampollas?|granos|ronchas|costras|supura|duele|dolor|se me cae|caida del pelo"
    r"|itch\w*|burn(s|ed|t|ing)?|sting\w*|swell\w*|swollen|rash|blisters?|irritated|irritation|hurts?|sore"
    r"|falling out)"
)
MEDICAL = (
    r"e[mn]bara[sz]|(estoy|estando) de \w+ (meses|semanas)|lactancia|(dando|doy|da|dar) el pecho"
    r"|pregnan|breast ?feeding"
    r"|(para|al) (el )?(bebe|feto)\b|for the baby",
    r"herida|\bpus\b|\bcalvas?\b|\bwounds?\b|quemadura|cicatri[zc]|caida del? (pelo|cabello)"
    r"|cayendo (mucho )?el (pelo|cabello)|hair is falling",
    r"\b(quemasteis|quemaron|habeis quemado|hicisteis dano)\b|\bojos? (muy )?rojos?\b|\bsarpu\w+",
    r"alerg(i|ia|ic)|allerg",
    r"quimio|cancer|oncolog|chemo",
    r"dermatitis|psoriasis|eczema|alopecia|urticaria|infeccion|hongos|fungal|infection|sarpullido|salpullido|\brash\b",
    r"\b(medicacion|medicamento|antibiotic|anticoagul|isotretinoina|roacutan|medication|accutane)",
    r"marcapasos|pacemaker|epilep|diabet|hipertension",
    r"\b(mi|el|al|la) (medico|medica|dermatologo|dermatologa|doctora?) (me|dice|ha|no)|my (doctor"
    r"|dermatologist) (says|said|told)|\bconsult\w+ (con )?(el|un|mi) medico",
    r"\b(me|se me|nos) (he|ha|hemos|han|a) (\w+ )?(qu?em|h?inch|irrit|salid)",
    r"\b(me|le) (pica|pican|picaba|escuece|escocia|arde|ardia)\b",
    r"\b(cara|piel|cuello|cuero cabelludo|cabeza|frente|face|skin|neck|scalp|head) (\w+ ){0,2}?"
    r"(muy |toda |tan |is |all )?(roj[ao]s?|enrojecid[ao]s?|red)\b",
    r"\b(i|she|he) (have |has |got |am |is )?(a )?(\w+ )?(burned|burnt|rash|blister|swollen|allerg)",
    rf"\b{SYMPTOM}\b(\W+\w+){{0,4}}?\W+{BODY}\b",
    rf"\b{BODY}\b(\W+\w+){{0,4}}?\W+{SYMPTOM}\b",
)
PERSON = (
    r"(h?ablar|hable|hablo|habla|comunicar(me)?|atienda|pasa(me|r)?|ponme|contactar) (\w+ ){0,3}con (\w+ ){0,2}"
    r"(persona|human[oa]|alguien|encargad[oa]|responsable|duen[oa]|jef[ea]|gerente|recepcion|(chic[oa]"
    r"|companer[oa]) (del|de la))",
    r"\b(hay|eres|esta) (alguien|algun) (humano|de verdad|real)|con (una?|alguien) human[oa]|\b(agente|persona"
    r"|human[oa]),? (por favor|porfa|pls)",
    r"(puede|podeis|podria\w*) llamar(me)? (alguien|por telefono)|que me llame (alguien|(la|el) (encargad|duen|jef"
    r"|responsable))|(get|give) me (a|an) (human|person|agent)\b|llama(dme|rme) por telefono",
    r"(poner|hacer|presentar) (una )?(queja|reclamacion)|hoja de reclamaciones|(make|file) a complaint|(somebody"
    r"|someone|anyone) call me",
    r"(quiero|necesito|prefiero|dame|que me atienda) (a )?(una |un )"
    r"(persona|humano|agente)( real| de verdad)?\b(?! que)",
    r"persona (real|de verdad|humana)",
    r"(no quiero|paso de) (hablar con )?(un |una )?(bot|robot|maquina)",
    r"(speak|talk|chat) (to|with) (a |an |some )?(real |actual )?(person|human|someone|agent|representative)"
    r"|(speak|talk) (to|with) (the |your )?(manager|owner|boss)|\bi want a (person|human)\b",
    r"(real|actual) (person|human)",
    r"human,? (please|pls)|a person,? (please|pls)",
)

NOTHING_OF_IT = (
    r"\b(no|sin|ningun[oa]?|nunca|tampoco|not|no known|never)\b"
    r"( (tengo|tenemos|tiene|soy|es|estoy|esta|hay|he tenido|padezco|i have|i'm|am))*"
    r"( (de|a|ninguna?|ningun tipo de|any|known|conocidas?))* (alerg\w*|embaraz\w*|allerg\w*|pregnant)"
    r"( (conocidas?|ningunas?|a nada))*"
)
"""She has none of it: blanked, unless she makes an exception."""
EXCEPT = r"\b(salvo|excepto|menos|pero|solo|aunque|creo|except|but|only|unless|think)\b"
"""Said beside a denial, it denies nothing for certain."""
FIGURES_OF_SPEECH = (
    r"me (muero|mata|flipa|ahogo|quemo) (por|de (ganas|risa|sueno|verg\w+)|en (trabajo|un vaso|papeles))|de infarto"
    r"|heart[- ]stopping"
    r"|alergic[ao] al? (aburrimiento|lunes|madrug\w+|trabajo)|allergic to (mornings|mondays|boredom)"
    r"|(me )?pica la curiosidad|dolor de (precio|bolsillo|cabeza (de|con la) (agenda|semana))|me (arde"
    r"|duele) (el bolsillo|la cartera)"
    r"|me desmayo con (ese|esos|tu|vuestro)|headache of a|burnt (my|the) toast|ardo en deseos|(dying|die) for a"
)
"""Said for fun; blanked before anything is looked for."""
BADLY_WRITTEN = (
    (r"\bk(?=ier|ien\b|e\b)", "qu"),
    (r"\b[qk]\b", "que"),
    (r"\bm\b", "me"),
    (r"\btoy\b", "estoy"),
    (r"\bablar\b", "hablar"),
    (r"\b[qk]u?esta (?=(\w+ )?r+espir)", "cuesta "),
    (r"\brr?espi(rr?ar|rra)\b", "respirar"),
    (r"\bmuxo\b", "mucho"),
    (r"\bcant\b", "can't"),
    (r"\bbreath\b", "breathe"),
    (r"\b(se|me) a (?=\w+d[oa]\b)", r"\1 ha "),
    (r"\bxf\b", "por favor"),
)
"""What people type for words that the patterns need."""
