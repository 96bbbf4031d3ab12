"""What is no alarm, and how words are badly written, in plain text (see `flows.safety.plain`)."""

NOTHING_OF_IT = (
    r"\b(no|sin|ningun[oa]?|nunca|tampoco|not|no known|never)\b"
    r"( (tengo|tenemos|tiene|soy|es|estoy|esta|hay|he tenido|padezco|i have|i'm|am))*"
    r"( (de|a|ninguna?|ningun tipo de|any|known|conocidas?))* (alerg\w*|embaraz\w*|asma\w*|allerg\w*|pregnant"
    r"|asthma\w*)"
    r"( (conocidas?|ningunas?|a nada))*"
)
"""She has none of it: blanked, unless she makes an exception."""
EXCEPT = r"\b(salvo|excepto|menos|pero|solo|aunque|creo|except|but|only|unless|think)\b"
"""Said beside a denial, it denies nothing for certain."""
FIGURES_OF_SPEECH = (
    r"(me|se) (muero|muere|mata|flipa|ahogo|quemo|quiero morir) (por|de (ganas|trabajo|curro|risa|sueno|hambre"
    r"|verg\w+|pena|asco|amor"
    r"|calor|frio|la risa|la verg\w+)|en (trabajo|un vaso|papeles)|con (este|estos|esos|mi|el|los) (pelos?|flequillo"
    r"|raices))|quiero morir(me)? (de|con)|de infarto|heart[- ]stopping"
    r"|alergic[ao] al? (aburrimiento|lunes|madrug\w+|trabajo)|allergic to (mornings|mondays|boredom)"
    r"|(me )?pica la curiosidad|dolor de (precio|bolsillo|cabeza (elegir|decidir\w*|escoger|(de|con la) (agenda"
    r"|semana)))"
    r"|me (arde|duele) (el bolsillo|la cartera)|cae el pelo de (aburrimiento|verguenza|risa)|granos de (arroz|cafe)"
    r"|me desmayo con (ese|esos|tu|vuestro)|headache of a|burnt (my|the) toast|ardo en deseos|(dying|die) (for|to see)"
    r"|(dying|die|died) of (laugh\w+|embarrass\w+|boredom|excitement)|die for a|killing me|mareo con tant\w+"
    r"|ataque de (risa|celos)|(took|takes|taking) my breath away|sin aliento|(eye|hair)[- ]?rash"
)
"""Said for fun; blanked before anything is looked for."""
BADLY_WRITTEN = (
    (r"\bk(?=ier|ien\b|e\b)", "qu"),
    (r"\b[qk]\b", "que"),
    (r"(?<!')\bm\b", "me"),
    (r"\b(toy|estoi)\b", "estoy"),
    (r"\bsoi\b", "soy"),
    (r"\bablar\b", "hablar"),
    (r"\b[qk]u?esta (?=(\w+ )?r+espir)", "cuesta "),
    (r"\b(rr?es?pi?rr?a?r+|rs?pirar|repirar|respirra)\b", "respirar"),
    (r"\bmuxo\b", "mucho"),
    (r"\b(can|won|isn|doesn|don|couldn|hasn|didn|aren)t\b", r"\1't"),
    (r"\boxigenada\b", "agua oxigenada"),
    (r"\bbreath\b", "breathe"),
    (r"\b(se|me) a (?=\w+d[oa]\b)", r"\1 ha "),
    (r"\bxf\b", "por favor"),
)
"""What people type for words that the patterns need."""
QUESTION_OF_PAIN = (
    r"(?<!me )(?<!le )(?<!se )(?<!nos )\b(duele|duelen|quema|queman|pica|pican|escuece|hace dano"
    r"|hacen dano)( mucho| algo)?"
    r" *\?|\b(do|does|will|would|is|are)( \w+){0,5} (hurt|sting|itch|burn|sore)( a lot| much| after\w*)?\?"
)
"""Whether a treatment hurts is asked before it: nothing has happened to her."""
