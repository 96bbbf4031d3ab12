"""Whether everybody whom a sentence names is known to the salon, or to the customer."""

import re
from collections.abc import Iterator

from flows.facts import Told
from flows.tokens import flat

NAME = re.compile(r"(?<=[a-záéíóúñü,;)] )[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{2,}")
"""A capital where no sentence begins: somebody's name."""
_DOING = (
    r"(?:te|os|tiene|esta|está|puede|podria|podría|atiende|trabaja|libra|empieza|es|era|lleva|hace|hara|hará|se|is"
    r"|can|has|will|works|would|could|does)\b"
)
SUBJECT = re.compile(rf"^\W*([A-ZÁÉÍÓÚÑ][a-záéíóúñü]{{2,}})(?= {_DOING})")
_NOBODY = (
    "alguno alguna algo cuanto cuanta tanto mucho poco otro otra mismo ambas ambos dos tres "
    "a ademas ahora alguien alli also antes anyone aqui asi aunque both cada claro como con cual cualquiera cuando "
    "despues donde each el ella ellas ellos encantada enseguida entonces esa ese eso esta estas este esto estos "
    "everybody everyone everything genial gracias hecho here how hoy igual la las le listo lo los luego manana me "
    "mi mientras nadie neither ninguna ninguno no nobody nos nothing now nuestra nuestras nuestro nuestros nunca "
    "one our para perfecto pero por que quien se she si siempre sin solamente solo somebody someone something su "
    "tambien that the then there they this todas today todo todos tu una uno vale what when where which who ya you "
    "your"
)
NOBODY = frozenset(_NOBODY.split())
"""With a capital only where they begin a sentence."""
_NO_NAMES = (
    "april august bizum christmas december domingo english february friday fridays january jueves july june lunes "
    "march martes may miercoles monday mondays navidad november october sabado saturday saturdays september spanish "
    "sunday sundays thursday thursdays tuesday tuesdays viernes wednesday wednesdays whatsapp"
)
NO_NAMES = frozenset(_NO_NAMES.split())


def strangers(sentence: str, facts: Told) -> Iterator[str]:
    """Names of people whom the salon does not know; those whom she has named do not work there for it."""
    for match in NAME.finditer(sentence):
        name = flat(match[0])
        if name not in facts.words and name not in NO_NAMES:
            yield match[0]
    first = SUBJECT.match(sentence)
    if first and flat(first[1]) not in facts.words | NOBODY | NO_NAMES:
        yield first[1]
