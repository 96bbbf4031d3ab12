"""Services in ordinary Spanish and English: by name, alias, misspelling; several; unknown ones."""

import pytest

from sandbox.claude.catalogue import catalogue_from
from sandbox.claude.services import services_in
from sandbox.claude.strangers import strangers_in
from tests.sandbox.brain_salon import CATALOGUE_TEXT

pytestmark = pytest.mark.soak

SALON = catalogue_from(CATALOGUE_TEXT)

CLEAR = {
    "quiero hacerme mechas el viernes": ["Mechas"],
    "Mechas": ["Mechas"],
    "MECHAS POR FAVOR": ["Mechas"],
    "me gustaría darme unas mechas": ["Mechas"],
    "mehcas": ["Mechas"],
    "meshas": ["Mechas"],
    "mechas localizadas": ["Mechas localizadas"],
    "quiero mechas extras": ["Mechas extras"],
    "un corte de pelo": ["Cortar"],
    "quería cortarme el pelo": ["Cortar"],
    "¿Puedo ir hoy a cortarme el pelo?": ["Cortar"],
    "un corte": ["Cortar"],
    "necesito un corte de flequillo": ["Corte de flequillo"],
    "corte de flekillo": ["Corte de flequillo"],
    "corte para mi hijo": ["Corte niño"],
    "cortarle el pelo a mi hija": ["Corte niña"],
    "corte caballero y barba": ["Corte caballero", "Barba"],
    "un corte y arreglarme la barba": ["Cortar", "Barba"],
    "arreglarme la varba": ["Barba"],
    "mechas y corte": ["Mechas", "Cortar"],
    "mechas + corte": ["Mechas", "Cortar"],
    "corte, cultura de color y secado": ["Cortar", "Cultura de color", "Secado"],
    "cultura de color extra": ["Cultura de color extra"],
    "quiero un tinte": ["Cultura de color"],
    "tinte de pestañas": ["Tinte de pestañas"],
    "permanente de pestañas y tinte": ["Tinte+permanente de pestañas"],
    "óleo": ["Oleo pigmento"],
    "óleo pigmento o barro gold": ["Oleo pigmento", "Barro gold"],
    "barro gol": ["Barro gold"],
    "varro gold": ["Barro gold"],
    "barro gold, agua lluvia y peinado largo": ["Barro gold", "Agua lluvia", "Peinado largo"],
    "agua de lluvia": ["Agua lluvia"],
    "peinado para mi hija": ["Peinado"],
    "peinado de comunión": ["Peinado niña comunión"],
    "maquillaje de novia": ["Maquillaje novia"],
    "maquillarme": ["Maquillaje"],
    "cejas y manicura": ["Cejas", "Manicura permanente+bioterapia"],
    "cuanto cuesta la manicura y las cejas?": ["Manicura permanente+bioterapia", "Cejas"],
    "sejas": ["Cejas"],
    "quiero depilarme las cejas y el labio": ["Cejas", "Labio"],
    "depilarme las piernas": ["Cera medias piernas"],
    "Quiero hacerme las uñas": ["Manicura permanente+bioterapia"],
    "uñas de los pies": ["Limar y pintar pies"],
    "limar y pintar manos": ["Limar y pintar manos"],
    "una manicura permanente": ["Manicura permanente+bioterapia"],
    "manicura de caballero": ["Manicura caballero"],
    "pedicura": ["Pedicura permanente con bioterapia"],
    "un facial": ["Bioterapia facial"],
    "masaje corporal de 60": ["Masaje corpral(60min)"],
    "ingles brasileñas": ["Ingles brasileñas"],
    "la consulta gratuita": ["Consulta gratuita"],
    "I'd like a haircut": ["Cortar"],
    "highlights and a haircut please": ["Mechas", "Cortar"],
    "I want my eyebrows done and a manicure": ["Cejas", "Manicura permanente+bioterapia"],
    "a beard trim": ["Barba"],
    "makeup for a wedding": ["Maquillaje"],
    "a haircut for my son": ["Corte niño"],
    "brow wax": ["Cejas"],
}

NOT_THERE = [
    "a las 10 y media",
    "hola buenas tardes, el martes a las 5",
    "¿qué fechas tenéis?",
    "¿habláis inglés?",
    "tengo el pelo largo",
    "me duele la espalda",
    "menos cuarto, cerca de la calle mayor",
    "la primera, gracias",
    "la cosa es que cuando pueda",
    "soy la madre de mi hija",
    "what time do you open?",
    "can you call me back?",
]

UNCLEAR = {
    "un masaje": {"Masaje corpral(60min)", "Masaje corporal (30min)"},
    "quiero hacerme las pestañas": {"Tinte de pestañas", "Permanente de pestañas"},
    "cera": {"Cera enteras", "Cera muslos"},
    "infoactivo": {"Infoactivo fuerza", "Infoactivo sensitivo"},
    "a massage": {"Masaje corpral(60min)", "Masaje corporal (30min)"},
}

REMOVED = {
    "mechas sin corte": (["Mechas"], ["Cortar"]),
    "solo mechas, el corte no": (["Mechas"], ["Cortar"]),
    "quita las cejas": ([], ["Cejas"]),
    "highlights without the haircut": (["Mechas"], ["Cortar"]),
}

STRANGE = {
    "Quiero un tatuaje": ("tatuaje", None),
    "hacéis balayage?": ("balayage", "Mechas"),
    "¿Cuánto cuesta un alisado japonés?": ("alisado japonés", None),
    "quiero cejas y micropigmentación": ("micropigmentación", "Cejas"),
    "mechas y extensiones el viernes": ("extensiones", None),
    "do you do botox?": ("botox", None),
    "Quiero hacerme la keratina y un corte": ("keratina", None),
    "una manicura francesa": ("manicura francesa", "Manicura permanente+bioterapia"),
    "uñas de gel el sábado": ("uñas de gel", "Manicura permanente+bioterapia"),
}

NOTHING_STRANGE = [
    "quiero hacerme mechas el viernes por la tarde",
    "¿tenéis hueco mañana?",
    "me gustaría saber si tenéis algo libre",
    "quiero la primera disponible, gracias",
    "¿cuánto cuesta?",
    "quiero ir el jueves a las 5",
    "búscame hueco",
    "I'd like to book an appointment for tomorrow",
    "do you have anything in the afternoon?",
    "necesito hablar con una persona",
]


def names(ids: tuple[str, ...]) -> list[str]:
    return SALON.names(ids)


@pytest.mark.parametrize("text", CLEAR)
def test_finds_services(text: str) -> None:
    talk = services_in(text, SALON)
    assert names(talk.clear()) == CLEAR[text]
    assert talk.unclear() == ()


@pytest.mark.parametrize("text", NOT_THERE)
def test_finds_no_service_where_none_is(text: str) -> None:
    assert services_in(text, SALON).mentions == ()


@pytest.mark.parametrize("text", UNCLEAR)
def test_leaves_open_what_could_be_several(text: str) -> None:
    talk = services_in(text, SALON)
    assert talk.clear() == ()
    assert [set(names(one)) for one in talk.unclear()] == [UNCLEAR[text]]


@pytest.mark.parametrize("text", REMOVED)
def test_hears_what_is_not_wanted(text: str) -> None:
    talk = services_in(text, SALON)
    assert (names(talk.clear()), names(talk.removed())) == REMOVED[text]


def test_hears_a_pack_by_its_name() -> None:
    assert services_in("quiero el pack de mechas y corte", SALON).pack == "k1"
    assert services_in("quiero mechas y corte", SALON).pack is None


def test_a_customer_called_like_a_service_word_books_nothing() -> None:
    text = "Soy Rosa Barba"
    assert services_in(text, SALON, taken=((4, 14),)).mentions == ()


@pytest.mark.parametrize("text", STRANGE)
def test_never_drops_what_the_salon_does_not_have(text: str) -> None:
    spans = tuple(one.span for one in services_in(text, SALON).mentions)
    said, nearest = STRANGE[text]
    found = strangers_in(text, SALON, spans)
    assert [one.said for one in found] == [said]
    assert (found[0].nearest.name if found[0].nearest else None) == nearest


@pytest.mark.parametrize("text", NOTHING_STRANGE)
def test_takes_ordinary_words_for_no_service(text: str) -> None:
    spans = tuple(one.span for one in services_in(text, SALON).mentions)
    assert strangers_in(text, SALON, spans) == ()
