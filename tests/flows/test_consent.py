"""Does she say yes? Read by the house, in her words; when in doubt she does not."""

import pytest

from flows.consent import affirms, spoken
from models.state import Asked, Matter

APPOINTMENT = sorted(spoken(["viernes 27 de noviembre", "12:30", "Marta", "Cortar", "26,20 €"]))
ACTS: dict[Matter, list[str]] = {
    "cancel": ["cancel"],
    "running_late": ["tell"],
    "change_services": ["change", "add"],
}


def question(matter: Matter = "cancel", *words: str, either_or: bool = False) -> Asked:
    """One that was put to her about that appointment."""
    said = [*APPOINTMENT, *spoken(words)]
    return Asked(matter=matter, turn_id=1, subject={}, acts=ACTS[matter], words=said, either_or=either_or)


@pytest.mark.parametrize(
    "text",
    """si; sii; Sí; SÍ!!; sí sí; sisi; vale; valeee; bale; ok; okey; okk; dale; claro; claro que sí; venga; va, cancela
    cancélala; sí, cancela; anúlala por favor; kanselala porfa; sí, quiero cancelar; si quiero cancelarla; adelante
    confirmo; perfecto, hazlo; sí, perfecto; de acuerdo; bueno, vale; no hay problema; pues sí; sí, mejor; que sí
    sí, la del viernes; sí, cancela la del viernes a las 12:30 con Marta; sí, cancélala que no puedo ir; ok gracias
    Sí, por favor, cancélamela; si cancelame la cita; sí, seguro; sí, ahora sí; 👍; 👍🏽; si 😊; 👌 gracias
    yes please; yes, cancel it; please cancel; yep; sure; of course; do it; go ahead; yes, go ahead and cancel it
    that's fine; sounds good; all right; Yeah thanks; i'm sure""".replace("\n", ";").split(";"),
)
def test_a_yes(text: str) -> None:
    assert affirms(question(), [text.strip()])


@pytest.mark.parametrize(
    "text",
    """NO, déjala como está, no canceles nada; no; nop; mejor no; claro que no; sí no; ok no; nah; don't cancel; 👎; 🤔
    sí, pero otro día; vale pero no canceles; yes but wait; sure, but not that one; ¿sí?; sí, ¿cuánto me devolvéis?
    sí, y búscame otra; prefiero cambiarla; sí, muévela; cámbiala; sí, la mantengo; sí, déjala; yes, keep it
    sí, la del martes; cancela la del 30; sí a la otra; si me devolvéis el dinero; si quieres; dile que sí; para
    vale, para; espera; me lo pienso; ok, luego te digo; bien, gracias; gracias; no puedo ir; hola; Andrés; ya; да
    no thanks; I'd rather keep it; ❤️; ...; no canceles""".replace("\n", ";").split(";"),
)
def test_no_yes(text: str) -> None:
    assert not affirms(question(), [text.strip()])


@pytest.mark.parametrize(
    ("texts", "yes"),
    [
        (["vale", "sí"], True),
        (["genial", "sí"], True),
        (["hola", "sí", "gracias", "❤️"], True),
        (["sí", "cancela", "la cita", "del viernes"], True),
        (["no", "sí, cancélala"], True),
        (["sí, cancélela por favor"], True),
        (["anúlenla"], True),
        (["¿y el dinero?", "sí, cancélala"], True),
        (["no", "sí"], False),
        (["¿y el dinero?", "sí"], False),
        (["sí", "no"], False),
        (["sí, cancélala", "espera, no"], False),
        (["sí", "pero no hoy"], False),
        (["sí", "¿cuánto me devolvéis?"], False),
        (["sí", ""], False),
        ([""], False),
        ([], False),
    ],
)
def test_several_messages_count_by_the_last_that_says_anything(texts: list[str], yes: bool) -> None:
    assert affirms(question(), texts) is yes


@pytest.mark.parametrize(
    ("text", "yes"), [("sí", False), ("vale", False), ("sí, cancélala", True), ("cancela", True), ("yes, cancel", True)]
)
def test_where_there_was_a_choice_she_must_say_which(text: str, yes: bool) -> None:
    assert affirms(question(either_or=True), [text]) is yes


@pytest.mark.parametrize(
    ("matter", "text", "yes"),
    [
        ("running_late", "sii abisa", True),
        ("running_late", "Sí, avisa por favor", True),
        ("running_late", "sí, diles que llego en 20 minutos", True),
        ("running_late", "yes tell them", True),
        ("running_late", "please let them know", True),
        ("running_late", "Andrés", False),
        ("running_late", "sí, 30 min", False),
        ("running_late", "avísame", False),
        ("running_late", "no avises", False),
        ("running_late", "cancela", False),
        ("running_late", "sí, no puedo ir", False),
        ("change_services", "sii porfi", True),
        ("change_services", "sí, añade el peinado", True),
        ("change_services", "sí, el peinado también", True),
        ("change_services", "add it please", True),
        ("change_services", "bien, gracias", False),
        ("change_services", "sí, quítalo", False),
        ("change_services", "cancélala", False),
        ("change_services", "uy no, demasiado caro", False),
        ("cancel", "sí, avisa", False),
        ("cancel", "sí, el peinado", False),
    ],
)
def test_to_this_question_and_no_other(matter: Matter, text: str, yes: bool) -> None:
    about = {"running_late": ["20", "17:00"], "change_services": ["Peinado"], "cancel": []}[matter]
    assert affirms(question(matter, *about), [text]) is yes


def test_a_word_of_the_question_that_denies_is_no_echo() -> None:
    assert not affirms(question("change_services", "Tinte sin amoniaco"), ["sí, sin"])
