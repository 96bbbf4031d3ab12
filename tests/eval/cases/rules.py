"""What any scripted customer does: she says her name and surname, pays by the link, and leaves when all is done."""

from tests.eval.persona import Act, Rule

DONE = r"confirmada|confirmed|te esperamos"
LINK = r"/pay/"
PERSON = r"(aviso|avisado) a una (persona|compañera)|te (escribe|escribirá|atenderá) .*(persona|compañera|aquí)"
MOVED = r"cita ha cambiado|(queda|está|ha sido) (cambiada|movida)|he (cambiado|movido)|cita es ahora"


def booking(name: str, surname: str, *own: Rule, english: bool = False) -> tuple[Rule, ...]:
    """Her own rules go between what ends the talk and what is asked of everybody."""
    return (
        Rule(DONE, Act.LEAVES),
        Rule(LINK, Act.PAYS),
        *own,
        Rule(r"apellido|surname|last name", surname, times=2),
        Rule(rf"¿eres {name}|are you {name}", "Yes" if english else f"Sí, soy {name}"),
        Rule(r"te llamas|tu nombre|your name", name),
    )
