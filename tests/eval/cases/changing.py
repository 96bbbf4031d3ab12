"""Scenarios in which something that was booked is moved, cancelled, or not paid for."""

from tests.eval.case import Case
from tests.eval.cases.rules import LINK, MOVED, PERSON
from tests.eval.facts import clock, euros, never, words
from tests.eval.persona import Act, Persona, Rule
from tests.eval.scene import Scene
from tests.eval.state import stands

CANCELLED = r"(cita|reserva)[^.]*(ha sido|está|queda) (cancelada|anulada)"


def _beatriz(scene: Scene) -> None:
    scene.booked(scene.known("Beatriz", "Gil"), "Lucas", "2026-11-24 10:00")
    free = [("10:00", "10:40"), ("17:00", "17:40"), ("18:30", "19:10")]
    scene.home.free_only("2026-11-24", Lucas=free)


def _maria(scene: Scene) -> None:
    maria = scene.known("María", "Gil")
    scene.home.at("2026-11-23 09:30")
    scene.booked(maria, "Ana", "2026-11-23 17:00")
    scene.home.at("2026-11-23 15:00")
    scene.home.work()


def _carla(scene: Scene) -> None:
    scene.known("Carla", "Ríos")
    scene.home.free_only("2026-11-26", Pilar=[("11:00", "11:50")])


def _lucia(scene: Scene) -> None:
    scene.booked(scene.known("Lucía", "Ramos"), "Ana", "2026-11-24 10:00")
    scene.home.free_only("2026-11-25", Ana=[("10:30", "11:10")])
    scene.home.at("2026-11-23 22:00")
    scene.home.work()


def _in_time(scene: Scene) -> None:
    scene.booked(scene.known("Elena", "Prat"), "Marta", "2026-11-27 12:30")


CHANGING = (
    Case(
        2,
        "Beatriz moves Tuesday to the afternoon",
        Persona(
            "+34600000002",
            "Beatriz",
            "cambiar tu cita del martes a las 10:00 a la tarde de ese mismo día; de lo que te den, las 17:00.",
            "te llamas Beatriz Gil; tienes una cita para cortarte el pelo con Lucas el martes a las 10:00, ya pagada.",
            "Hola, tengo cita mañana martes a las 10:00 y no puedo, ¿me la podéis cambiar a la tarde?",
            (
                Rule(MOVED, Act.LEAVES),
                Rule(r"17:00", "a las 17:00"),
                Rule(r"\?", "Sí"),
            ),
        ),
        stands("2026-11-24 17:00-17:40", "Lucas"),
        (clock("17:00"), words("Lucas", "Lucas")),
        _beatriz,
    ),
    Case(
        3,
        "María cancels two hours before",
        Persona(
            "+34600000003",
            "María",
            "cancelar tu cita de hoy a las 17:00.",
            "te llamas María Gil; la cita es con Ana, para cortarte el pelo.",
            "Hola, tengo que cancelar la cita de hoy a las 17:00",
            (Rule(PERSON, Act.LEAVES), Rule(r"\?", "Sí, cancélala")),
        ),
        {**stands("2026-11-23 17:00-17:40", "Ana"), "handover": "other"},
        (words("a person will write", r"persona|compañer"), never("that it is cancelled", CANCELLED)),
        _maria,
    ),
    Case(
        5,
        "Carla cannot pay, twice",
        Persona(
            "+34600000005",
            "Carla",
            "cultura de color el jueves a las 11:00. Intentas pagar por el enlace y da error; lo dices. Si te mandan"
            " otro enlace, lo vuelves a intentar, vuelve a dar error y lo dices otra vez.",
            "te llamas Carla Ríos y ya eres clienta; tu tarjeta no funciona y no tienes otra.",
            "Hola, quiero una cultura de color el jueves a las 11:00",
            (
                Rule(PERSON, Act.LEAVES),
                Rule(LINK, Act.PAYS),
                Rule(LINK, "No me deja pagar, me da error"),
                Rule(LINK, "Sigue sin dejarme pagar, me da error otra vez"),
                Rule(r"11:00", "Sí, a las 11:00"),
                Rule(r"apellido", "Ríos"),
            ),
            good_card=False,
        ),
        {"handover": "payment_failure"},
        (clock("11:00"), euros(860), words("a person will help", r"persona|compañer")),
        _carla,
    ),
    Case(
        14,
        "Lucía cancels too late and moves instead",
        Persona(
            "+34600000014",
            "Lucía",
            "cancelar tu cita de mañana a las 10:00; si no te devuelven la señal pero puedes cambiarla, la pasas al"
            " miércoles a las 10:30.",
            "te llamas Lucía Ramos; es para cortarte el pelo con Ana y has pagado 5,24 €.",
            "Hola, tengo que cancelar la cita de mañana a las 10:00",
            (
                Rule(MOVED, Act.LEAVES),
                Rule(r"10:30", "el miércoles a las 10:30"),
                Rule(r"cambi|mover|moverla|otro día|otra fecha", "Mejor cámbiala al miércoles"),
                Rule(r"\?", "Sí"),
            ),
        ),
        stands("2026-11-25 10:30-11:10", "Ana"),
        (words("why there is no refund", r"24 ?h"), clock("10:30"), euros(524)),
        _lucia,
    ),
    Case(
        19,
        "Cancelled in time: the deposit goes back",
        Persona(
            "+34600000019",
            "Elena",
            "cancelar tu cita del viernes a las 12:30, sin cambiarla por otra.",
            "te llamas Elena Prat; es para cortarte el pelo con Marta.",
            "Hola, quiero cancelar mi cita del viernes",
            (Rule(r"cancelada|anulada", Act.LEAVES), Rule(r"\?", "Sí, cancélala por favor", times=2)),
        ),
        {"refunded": 524},
        (euros(524), words("cancelled", r"cancelad|anulad")),
        _in_time,
    ),
)
