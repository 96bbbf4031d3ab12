"""What any speaker knows about the words of a salon. Nothing here is taken from this salon's list."""

from .words import listed

# One word in several shapes (folded stems): the name of the service says one, the customer another.
SAME = {
    shape: word
    for word, shapes in {
        "corte": "cortar cortarme cortarse cortarle cortarnos cortarlo cortame corta cortalo",
        "peinado": "peinar peinarme peinarse peinarla recogido",
        "secado": "secar secarme secarse",
        "maquillaje": "maquillar maquillarme maquillarse maquillarnos",
        "moldeado": "moldear moldearme",
        "masaje": "masajear masajito",
        "ceja": "cejita cejilla",
        "manicura": "manicure manicuria",
        "pedicura": "pedicure",
        "tinte": "tinte tintes tenir teñir teñirme teñirse tintarme",
        "flequillo": "flequillito",
        "barba": "barbita",
    }.items()
    for shape in shapes.split()
}

# What the customer's word may stand for in a list of services (folded stems), likeliest first.
MEANS: dict[str, tuple[str, ...]] = {
    "tinte": ("color", "tinte"),
    "dye": ("color",),
    "colour": ("color",),
    "coloring": ("color",),
    "colouring": ("color",),
    "depilar": ("cera",),
    "depilarme": ("cera",),
    "depilacion": ("cera",),
    "uña": ("manicura", "pedicura", "pie", "mano"),
    "nail": ("manicura", "pedicura", "pie", "mano"),
    "manicure": ("manicura",),
    "pedicure": ("pedicura",),
    "haircut": ("corte",),
    "cut": ("corte",),
    "trim": ("corte",),
    "highlight": ("mecha",),
    "brow": ("ceja",),
    "eyebrow": ("ceja",),
    "lashe": ("pestaña",),
    "lash": ("pestaña",),
    "eyelashe": ("pestaña",),
    "eyelash": ("pestaña",),
    "beard": ("barba",),
    "goatee": ("perilla",),
    "fringe": ("flequillo",),
    "bang": ("flequillo",),
    "blowdry": ("secado",),
    "drying": ("secado",),
    "hairstyle": ("peinado",),
    "styling": ("peinado",),
    "updo": ("peinado",),
    "makeup": ("maquillaje",),
    "massage": ("masaje",),
    "body": ("corporal", "corpral"),
    "facial": ("facial",),
    "waxing": ("cera",),
    "wax": ("cera",),
    "leg": ("pierna",),
    "lip": ("labio",),
    "bozo": ("labio",),
    "bigote": ("labio",),
    "underarm": ("axila",),
    "armpit": ("axila",),
    "back": ("espalda",),
    "bride": ("novia",),
    "bridal": ("novia",),
    "consultation": ("consulta",),
    "asesoramiento": ("consulta",),
    "permanent": ("permanente",),
    "long": ("largo",),
    "hombre": ("caballero",),
    "chico": ("caballero",),
    "marido": ("caballero",),
    "novio": ("caballero",),
    "man": ("caballero",),
    "men": ("caballero",),
    "husband": ("caballero",),
    "gent": ("caballero",),
    "gentleman": ("caballero",),
    "gentlemen": ("caballero",),
    "guy": ("caballero",),
    "boyfriend": ("caballero",),
    "niño": ("niño",),
    "hijo": ("niño",),
    "nieto": ("niño",),
    "boy": ("niño",),
    "son": ("niño",),
    "hija": ("niña",),
    "nieta": ("niña",),
    "girl": ("niña",),
    "daughter": ("niña",),
    "baby": ("bebe",),
}

# Who a variant is for: nobody gets a child's cut who did not ask for one.
AUDIENCE = frozenset(listed("caballero niño niña bebe"))

# What a variant is for: as far from the plain service, but it counts when it is said.
OCCASION = frozenset(listed("novia comunion"))

# Words of service names that say nothing alone ("el largo", "extra", "la espalda").
WEAK = (
    AUDIENCE
    | OCCASION
    | frozenset(
        listed("""extra largo completo medio media mano pie pecho pierna brazo espalda cara agua tierra lluvia fuerza
    permanente pintar limar gold cultura entera perfecta corporal corpral express
    tratamiento 15 30 60 gratuita higiene cuerpo""")
    )
)

# Words that bind a service's name together and do not name it.
BINDING = frozenset(
    listed("""de del la el los las lo a al en un una unos unas para con mi su me por favor tu the my of an
    hair pelo cabello min minuto minutes minute for his her some get done servicio sesion solo
    simple normal basico bien bueno quita quitar quitarme""")
)

# They name a service only where no other is named beside them: "depilarme las cejas", "beard trim".
MODEST = frozenset(listed("depilar depilarme depilacion wax waxing trim"))

# Between two services, or inside one name ("Limar y pintar manos", "Ingles o axilas").
JOINING = frozenset(listed("y e o u , + & and or mas tambien plus / ademas"))

# What other salons do, and the word under which a list may have something near it.
NEAR = {
    "balayage": "mecha",
    "babylight": "mecha",
    "californiana": "mecha",
    "reflejo": "mecha",
    "ombre": "mecha",
    "fade": "corte",
    "degradado": "corte",
    "rapado": "corte",
    "afeitado": "barba",
    "shave": "barba",
    "acrilica": "manicura",
    "gel": "manicura",
    "reflexologia": "masaje",
    "spa": "masaje",
    "exfoliacion": "peeling",
    "laser": "cera",
    "limpieza": "facial",
    "microblading": "ceja",
    "micropigmentacion": "ceja",
    "recogido": "peinado",
    "trenza": "peinado",
    "plancha": "peinado",
}
