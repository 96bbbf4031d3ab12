"""Scenarios in which she brings somebody, or books for somebody else."""

from tests.eval.case import Case
from tests.eval.cases.rules import booking
from tests.eval.facts import clock, euros, words
from tests.eval.persona import Persona, Rule
from tests.eval.scene import Scene
from tests.eval.state import stands


def _julia(scene: Scene) -> None:
    scene.known("Julia", "Mora")
    scene.home.free_only("2026-11-27", Marta=[("16:00", "16:40")], Sara=[("16:00", "16:40")])


def _roberto(scene: Scene) -> None:
    scene.known("Roberto", "Ruiz")
    scene.home.free_only("2026-11-30", Rosa=[("11:00", "12:00")])


COMPANY = (
    Case(
        7,
        "Julia and her daughter at the same time",
        Persona(
            "+34600000007",
            "Julia",
            "cortar para ti y peinado para tu hija, las dos a la vez el viernes por la tarde; coges las 16:00 y pagas"
            " la señal.",
            "te llamas Julia Mora y ya eres clienta; tu hija se llama Vera Mora.",
            "Hola! Quiero cortarme el pelo y un peinado para mi hija, el viernes por la tarde a la vez",
            booking(
                "Julia",
                "Mora",
                Rule(r"(nombre|llama)[^?]*(hija|niña)|(hija|niña)[^?]*(nombre|llama)", "Mi hija se llama Vera Mora"),
                Rule(r"16:00", "a las 16:00"),
            ),
        ),
        {
            "status": ["confirmed"],
            "times": ["2026-11-27 16:00-16:40", "2026-11-27 16:00-16:40"],
            "services": [["Cortar"], ["Peinado"]],
            "stylists": ["Marta", "Sara"],
            "deposit": [874],
        },
        (clock("16:00"), euros(874), words("Marta", "Marta"), words("Sara", "Sara")),
        _julia,
    ),
    Case(
        12,
        "Roberto books a facial for his mother",
        Persona(
            "+34600000012",
            "Roberto",
            "reservar una bioterapia facial para tu madre el lunes 30 de noviembre a las 11:00; pagas la señal.",
            "te llamas Roberto Ruiz y ya eres cliente; tu madre se llama Carmen Ortega.",
            "Hola, quiero reservar una bioterapia facial para mi madre el lunes 30",
            booking(
                "Roberto",
                "Ruiz",
                Rule(r"11:00", "a las 11:00"),
                Rule(r"madre|nombre|llama|apellido", "Mi madre se llama Carmen Ortega", times=2),
            ),
        ),
        {**stands("2026-11-30 11:00-12:00", "Rosa", "Bioterapia facial", deposit=1150), "guests": ["Carmen Ortega"]},
        (clock("11:00"), euros(1150), words("her name", "Carmen")),
        _roberto,
    ),
)
