"""How people ask for a person, in plain text (see `flows.safety.plain`).

Being served by somebody is a booking; talking to somebody is not.
"""

WHO = (
    r"(persona|human[oa]|alguien|encargad[oa]|responsable|duen[oa]|jef[ea]|gerente|recepcion(ista)?|(chic[oa]"
    r"|companer[oa]) (del|de la)|peluquer[oa]s?|estilistas?|esteticistas?|vosotr[ao]s|ustedes|(el|del) (salon|equipo)"
    r"|la (pelu|peluqueria)\b|supervisora?|operadora?|agente|atencion al cliente|administracion|quien (mande|lleve"
    r"|corresponda|este))"
)
WHO_EN = (
    r"(person|human|someone|somebody|anyone|anybody|agent|representative|operator|manager|owner|boss|reception(ist)?"
    r"|salon|staff|team|stylist|hairdresser|supervisor|in charge|front desk|the shop|a lady|customer service)"
)
AT_THE_END = (
    r"( (un (momento|momentito|segundo|rato|ratito|minuto)|directamente|por favor|porfa|ya|ahora|hoy|personalmente"
    r"|please|pls|now|directly|today|for a \w+))* *([.,!?]|$)"
)
"""What follows a name: nothing that says what it is about, which the assistant can be told as well."""
MACHINE = r"(bots?|robots?|maquinas?|contestador|inteligencia artificial|ia|machines?|ai|chatbots?|automat\w+|computer)"

TALKING = (
    r"\b(h?abl(ar|arlo|e|o|a|emos)|(coment|trat|consult|explic|discut|aclar|mir)arl[oa]|comunicar(me)?|contactar"
    rf"|charlar|conversar) (\w+ ){{0,3}}?con (\w+ )"
    rf"{{0,2}}?{WHO}",
    r"\b(pasa(me|r|rme|s)?|pasas|ponme|poner(me)?|pon(es|eis|ed)|poned(me)?|paseis|pasais"
    rf"|derivar?(me)?) (\w+ ){{0,3}}?"
    rf"con (\w+ ){{0,2}}?{WHO}(?! (que(?! sepa *$)|para))",
    r"\b(h?ablar|charlar|comunicarme|contactar|pasa(me|rme|dme)) (\w+ ){0,2}?con (?!(mi|mis|tu|su|el|la|los|las"
    r"|un|una|ella|este"
    r"|esta|nadie"
    rf"|nosotr\w+)\b)\w+{AT_THE_END}|\bhablaros?\b *([.!?]|$)"
    r"|\bcon quien (puedo|podria|tengo que|debo|he de)? ?(hablo|hablar|contact\w+|comunic\w+)",
    r"\bput me (through|on) to\b(?! (a |the )?(waiting|list))|\b(speak|talk|chat|deal|get through|put me (through"
    r"|on|onto)|connect me|transfer me|pass me( on)?|forward me) (\w+ )?"
    rf"(to|with) (\w+ ){{0,4}}?{WHO_EN}\b",
    r"\b(speak|talk) (to|with) (?!(you|my|u|him|her|them|me|it|the|a|an|your)\b)\w+" + AT_THE_END,
)
ANSWERED = (
    r"\bhay (alguna |una )?persona\b.{0,12}\b(detras|ahi|real|leyendo)|^\W*(hello|hola|hi|hey)?\W*(anyone|anybody"
    r"|alguien)\W*$"
    r"|\b(dile|decidle|decirle|avisa|avisad|pide|pidele)\b( \w+){1,3} que me (escriba|llame|conteste|hable|responda)",
    r"\b(puede|podria|pueda|podeis|quiero que|que) (\w+ )?(atender|contestar|responder|ayudar|leer|llamar)(me|nos)? "
    r"(ya |por favor )?(alguien|una persona|un humano)\b(?! (el|la|a las|manana|para|que|de|en|por la|sobre|con)\b)",
    r"\balguien (me |nos )?(puede |podria )?(me |nos )?(respond|contest|atiend|atender|lea\b|lee\b|leer|escrib|llam)\w*"
    r"(?! (el|la|a las|manana|para|que)\b)",
    r"(hay|queda|esta) alguien\b(?! (que (sepa|haga|corte|tina)|libre|disponible|para|con|el|a las|manana"
    r"|especiali\w*))"
    r"|\b(no hay|esta) nadie\b(?! (libre|disponible|mas|para|el))|\bnadie (me |nos )?(contesta|responde|atiende"
    r"|lee|coge)",
    r"\bque me (atienda|conteste|responda) (a )?(una |un )?(persona|human[oa]|alguien)\b(?! que)",
    r"\bis (there )?(anyone|anybody|someone|somebody)( (real|actually|even|human))?( (there|here|i can|around"
    r"|reading|real"
    r"|human|alive))\b(?! (on|at|for|who|free|to do|this|tomorrow|in the|that) )|\banybody (there|home)",
    r"\bcan (a |some)?(real |actual )?(person|human|someone|somebody|anyone|(a )?member of (the )?(staff"
    r"|team))( \w+)? (message|text|email|answer|reply|respond|contact"
    r"|get back"
    r"|write|help me)\b(?! with my (hair|colour|nails))|have (someone|somebody) (contact|get back|reply)",
)
CALLED = (
    r"\b(puede|podria) llamarme\b(?! (\w+ )?(pero|asi))|\b(contest|respond|atend)(ad|e|ed|edme|adme|eme"
    r"|ame)\w* alguien\b",
    r"\b(os|te) (puedo|podria) (yo )?llamar\b|\bllamar?os yo\b|\bpuedo llamar(os|te)\b",
    r"\bque (alguien )?(me |nos )(contacte|contacten|llame|llamen|llameis|telefone\w+)|(puede|podeis|podria\w*"
    r"|puedes|pueden) (\w+ )?"
    r"(llamarme|llamarnos|llamar) (alguien|por telefono|al (movil|telefono|fijo)|a este|por favor|porfa|cuando"
    r"|un momento"
    r"|luego|ya|ahora)|(me|nos) (podeis|puedes|podriais|pueden) llamar\b(?! \w+ *$)|me (podeis|puedes) llamar por",
    r"\bllama(d|dme|rme|me)( \w+)? (por|al (telefono|movil|fijo)|a este|porfa|xfa|cuando|lo antes|urgente|en cuanto|ya"
    r"|ahora|alguien)|^llama(d)?me[.! ]*$|\bllamar por telefono\b|(quiero|prefiero) (una )?llamada\b"
    r"|quiero llamar(os|te)",
    r"\b(someone|somebody|anyone|you|they|she|manager|owner) (\w+ )?(call|ring|phone) me\b|\b(call|ring|phone) me (back"
    r"|please|pls|asap|on|when|at|now|urgently)|\bi (want|need|would like|prefer) (to call|a call|a phone call)",
    r"\bgive me (a call|a ring)\b|\b(ask|have|get|tell) (?!me\b)\w+ (to )?(call|ring|phone|contact) me\b"
    r"|\bme llamai?s\b *([?.!]|$"
    r"|porfa|cuando|luego|ya|al)",
)
COMPLAINING = (
    r"\b(poner|hacer|presentar|interponer|meter|puse|tramitar) (una |mi )?(queja|reclamacion|denuncia|demanda)"
    r"|hojas? de"
    r" reclam|\b(quiero|quisiera|necesito|voy a|donde puedo|a quien|como|vengo a) (\w+ )?(me )?quej(o|ar|arme)\b"
    r"|\b(os|voy a|te) (voy a )?denunci(o|ar|aros)|\babogad[oa]\b.{0,20}\b(mi|escrib|contact)|(mi|un) abogado os",
    r"\b(make|file|lodge|have) (a |an )?(official |formal )?complaint|\bcomplain (to|about)|\b(want|like|need|have) to"
    r" complain|\bsue you\b|my lawyer",
)
WANTED = (
    r"(quiero|necesito|prefiero|dame|busco|exijo) (a )?(una |un |alguien )?(persona|human[oa]|agente|ser humano"
    r"|operador\w*)"
    r"( real| de verdad| de carne)?\b(?! (que|para|con|mas|mayor))",
    r"(persona|alguien) (real|de verdad|human[oa]|de carne)|con (una?|alguien) human[oa]"
    r"|\b(agente|persona|human[oa]|operador\w*),? (por favor|porfa|pls|xfa)",
    rf"\bno (quiero|soporto|me gusta|pienso|me apetece) (\w+ ){{0,4}}?{MACHINE}\b|\b(paso de|hart[oa] de|basta de"
    r"|odio|que"
    rf" no sea|fuera|dejate de) (\w+ ){{0,3}}?{MACHINE}\b",
    rf"\b{MACHINE}\b.{{0,20}}\b(no (me )?(entiende|sirve|entera|vale)|inutil|useless|doesn't (get|understand|work)"
    r"|stupid"
    r"|is rubbish)\b",
    r"(get|give|find|want|need|send|bring|prefer|like) (me )?(a |an |some )?(real |actual |live )?(human|agent|"
    r"(real|actual|live) person|human being|person(?= *([.,!?]|$| please| to (talk|speak))))\b(?! hair)",
    r"(real|actual|live) (person|human)|(?<!you )\ba human\b(?! hair)|human agent|agente human[oa]"
    r"|human,? (please|pls)|a person,? (please"
    r"|pls)|^(a )?(human|person|humano|humana"
    r"|persona|agente|agent)[.! ]*$|[,.!] human[oa]?[.! ]*$",
    rf"\b(stop|enough|no more|hate|sick of|tired of|fed up with|don't want|not) (\w+ ){{0,5}}?(a |the |this "
    rf"|to a )?{MACHINE}"
    r"\b(?! \w+ colou?r)",
)
PERSON = TALKING + ANSWERED + CALLED + COMPLAINING + WANTED
