"""Whether what a sentence says the salon has or does stands in its catalogue or its texts, and who works there."""

import re
from collections.abc import Iterator

from flows.facts import Told
from flows.said import denied

THINGS = (
    "keratina keratin, alisado straightening, balayage, babylights, ombre, extensiones extensions, microblading,"
    " micropigmentacion micropigmentation, laser, botox, lifting, laminado lamination, rastas dreadlocks, trenzas"
    " braids, tatuajes tattoos, piercing, bronceado tanning solarium, acrilicas acrylic gel, semipermanente shellac,"
    " recogido updo, ondas waves curls, hidratacion hydrating, mascarilla mask, reflexologia reflexology, drenaje"
    " drainage, mesoterapia mesotherapy, spa, sauna, jacuzzi, aromaterapia aromatherapy, olaplex, hydrafacial,"
    " fotodepilacion, piedra stone, exfoliacion exfoliation scrub, afeitado shave shaving, pestanas lashes eyelash,"
    " depilacion waxing cera, masaje massage, maquillaje makeup make-up, bizum, paypal, efectivo cash, transferencia"
    " transfer, plazos instalments installments, apple klarna, mascotas pets, wifi, cafe coffee, cava champagne"
    " prosecco, terraza terrace, domicilio at-home, tarjeta-regalo gift-card voucher, ascensor lift, guarderia"
    " creche, puntos loyalty points, sorteo raffle"
)
"""What salons do, take or have, each in its names: nobody may say so of one whose own texts have none of them."""
GROUPS = {
    word.replace("-", " "): tuple(thing.replace("-", " ").split())
    for thing in THINGS.split(", ")
    for word in thing.split()
}
THING = re.compile(r"\b(?:" + "|".join(sorted(GROUPS, key=len, reverse=True)) + r")s?\b")
HAVING = re.compile(
    r"\b(?:hacemos|ofrecemos|tenemos|trabajamos|disponemos|contamos con|aceptamos|admitimos|incluye|incluido"
    r"|puedes (?:pagar|hacerte)|te (?:hacemos|hago|puedo hacer)|we (?:do|offer|have|take|accept|provide)|includes?"
    r"|you can (?:pay|have|get)|comes with)\b"
)
HERS = re.compile(
    r"\b(?:quieres|buscas|prefieres|preguntas|comentas|dices|mencionas|te refieres|pides|quer[ia]as|te gustaria|lo de"
    r"|you (?:want|wanted|asked|mentioned|mean)|you'd like|looking for|asking about)\b"
)


def strange_things(said: str, facts: Told) -> Iterator[str]:
    """What the salon does not have, said as if it had."""
    for match in THING.finditer(said):
        if any(_known(word, facts.offered) for name in GROUPS[_one(match[0])] for word in name.split()):
            continue
        ahead = said[: match.start()]
        echo = match[0].split()[0] in facts.words and (HERS.search(ahead) or not HAVING.search(said))
        if not echo and not denied(said, match.start()):
            yield match[0]


def _one(thing: str) -> str:
    """The name that is listed."""
    return thing if thing in GROUPS else thing.removesuffix("s")


def _known(word: str, offered: set[str]) -> bool:
    """Whether the salon's own texts have it, in whatever form."""
    return any(one.startswith(word[:5]) for one in offered)
