"""Scenarios in which one customer books one appointment for herself."""

from tests.eval.case import Case
from tests.eval.cases.rules import booking
from tests.eval.facts import clock, euros, minutes, never, words
from tests.eval.persona import Persona, Rule
from tests.eval.scene import Scene
from tests.eval.state import stands


def _laura(scene: Scene) -> None:
    scene.home.free_only("2026-11-27", Pilar=[("10:30", "11:30")], Marta=[("12:30", "13:30")])


def _consultation(scene: Scene) -> None:
    scene.home.free_only("2026-11-26", Marta=[("10:00", "10:15")], Ana=[("11:30", "11:45")])


def _patricia(scene: Scene) -> None:
    scene.known("Patricia", "López")
    scene.home.free_only("2026-11-27", Marta=[("09:30", "11:20")])


def _raquel(scene: Scene) -> None:
    raquel = scene.known("Raquel", "Vidal")
    scene.booked(raquel, "Pilar", "2026-11-23 11:00", "Cortar", "Infoactivo sensitivo")
    scene.home.at("2026-11-24 10:00")
    scene.home.work()
    scene.home.free_only("2026-11-26", Pilar=[("11:00", "12:10")])


def _marta(scene: Scene) -> None:
    scene.known("Marta", "Ruiz")
    scene.home.at("2026-11-24 13:00")
    scene.home.free_only("2026-11-24", Ana=[("16:30", "17:10")], Víctor=[("18:00", "18:40")])


def _lucia(scene: Scene) -> None:
    scene.home.free_only("2026-11-26", Rosa=[("10:00", "14:00")])


BOOKING = (
    Case(
        1,
        "Laura takes the pack and pays",
        Persona(
            "+34600000001",
            "Laura",
            "hacerte mechas el viernes; si hay un pack más barato, lo coges; pides la primera hora disponible y, de las"
            " que te den, eliges la de las 12:30; pagas la señal.",
            "te llamas Laura Torres y es tu primera vez.",
            "Hola, quiero hacerme mechas el viernes",
            booking(
                "Laura",
                "Torres",
                Rule(r"pack", "Sí, soy Laura. Vale, el pack. La primera disponible"),
                Rule(r"12:30", "a las 12:30"),
            ),
        ),
        stands("2026-11-27 12:30-13:30", "Marta", "Cortar", "Mechas", deposit=1600),
        (euros(8000), euros(870), minutes(60), clock("10:30"), clock("12:30"), euros(1600), minutes(30)),
        _laura,
    ),
    Case(
        8,
        "Laura cannot decide: free consultation",
        Persona(
            "+34600000008",
            "Laura",
            "no sabes si hacerte óleo pigmento o barro gold y preguntas por los dos; si te ofrecen una consulta"
            " gratuita la quieres, el jueves a las 10:00.",
            "te llamas Laura Sanz y es tu primera vez.",
            "Hola, no sé si hacerme un óleo pigmento o un barro gold, ¿qué diferencia hay?",
            booking(
                "Laura",
                "Sanz",
                Rule(r"consulta", "Sí, soy Laura. Mejor la consulta gratuita, el jueves"),
                Rule(r"10:00", "a las 10:00"),
            ),
        ),
        stands("2026-11-26 10:00-10:15", "Marta", "Consulta gratuita", deposit=0),
        (euros(3400), minutes(30), euros(4800), minutes(40), minutes(15), never("a pay link", "/pay/")),
        _consultation,
    ),
    Case(
        10,
        "Patricia: three services in one appointment",
        Persona(
            "+34600000010",
            "Patricia",
            "barro gold, agua lluvia y peinado largo, todo seguido el viernes por la mañana; pagas la señal.",
            "te llamas Patricia López y ya eres clienta.",
            "Hola! Quiero barro gold, agua lluvia y peinado largo el viernes por la mañana",
            booking("Patricia", "López", Rule(r"9:30", "a las 9:30")),
        ),
        stands("2026-11-27 09:30-11:20", "Marta", "Agua lluvia", "Barro gold", "Peinado largo", deposit=1810),
        (minutes(110), euros(9050), clock("9:30"), euros(1810)),
        _patricia,
    ),
    Case(
        13,
        "Lucía asks two prices and books both",
        Persona(
            "+34600000013",
            "Lucía",
            "primero preguntas cuánto cuestan las cejas y la manicura permanente con bioterapia; luego reservas las dos"
            " el jueves a las 10:00 y pagas la señal.",
            "te llamas Lucía Gómez y es tu primera vez.",
            "Hola! Cuánto cuestan las cejas y la manicura permanente?",
            booking(
                "Lucía",
                "Gómez",
                Rule(r"40,70", "Sí soy Lucía. Quiero las dos el jueves, la primera que tengas"),
                Rule(r"10:00", "a las 10:00"),
            ),
        ),
        stands("2026-11-26 10:00-11:45", "Rosa", "Cejas", "Manicura permanente + bioterapia", deposit=954),
        (euros(700), minutes(15), euros(4070), minutes(90), clock("10:00"), euros(954)),
        _lucia,
    ),
    Case(
        16,
        "Raquel wants the usual",
        Persona(
            "+34600000016",
            "Raquel",
            "lo de siempre para el jueves, a las 11:00 si puede ser; pagas la señal.",
            "te llamas Raquel Vidal; la última vez te cortaron el pelo y te pusieron infoactivo sensitivo con Pilar.",
            "Hola, quería lo de siempre para el jueves",
            booking(
                "Raquel",
                "Vidal",
                Rule(r"11:00", "a las 11:00"),
                Rule(r"\?", "Sí, por favor"),
            ),
        ),
        stands("2026-11-26 11:00-12:10", "Pilar", "Cortar", "Infoactivo sensitivo", deposit=942),
        (euros(4710), minutes(70), clock("11:00"), words("Pilar", "Pilar"), euros(942)),
        _raquel,
    ),
    Case(
        18,
        "Marta comes back and wants a cut today",
        Persona(
            "+34600000018",
            "Marta",
            "cortarte el pelo hoy mismo; de lo que haya coges las 16:30 con Ana y pagas la señal.",
            "te llamas Marta Ruiz y ya eres clienta.",
            "¿podéis cortarme el pelo hoy?",
            booking("Marta", "Ruiz", Rule(r"16:30", "a las 16:30 con Ana")),
        ),
        stands("2026-11-24 16:30-17:10", "Ana"),
        (clock("16:30"), clock("18:00"), words("both stylists", r"Ana[\s\S]*Víctor"), minutes(15), euros(524)),
        _marta,
    ),
)
