"""Standing answers: some are rows, the rest is rendered from the rules in force, never copied."""

from flows import wording
from flows.catalogue import Catalogue

RENDERED = {
    "es": {
        "closed": "Los {days} cerramos.",
        "hours": "Abrimos {hours}.",
        "cancellation": "Si cancelas con {refund} horas o más de antelación te devolvemos la señal; con menos, la "
        "señal no se devuelve, pero puedes cambiar la cita. Con menos de {staff} horas lo mira una persona del equipo.",
        "payment": "Para confirmar la cita se paga por adelantado una señal del {percent} %; el resto, en el salón.",
    },
    "en": {
        "closed": "We are closed on {days}.",
        "hours": "We open {hours}.",
        "cancellation": "If you cancel {refund} hours or more ahead we refund the deposit; later the deposit is not "
        "refunded, but you can move the appointment. Under {staff} hours one of the team looks at it.",
        "payment": "To confirm the appointment a deposit of {percent} % is paid in advance; the rest at the salon.",
    },
}


def answers(catalogue: Catalogue, language: str) -> dict[str, str]:
    """Every standing answer in that language, by key."""
    stored = {key: text for (key, spoken), text in catalogue.faq.items() if spoken == language}
    words = RENDERED[language]
    policy = catalogue.policy
    return stored | {
        "hours": _hours(catalogue, language),
        "cancellation": words["cancellation"].format(
            refund=policy.refund_hours, staff=policy.staff_handles_under_hours
        ),
        "payment": words["payment"].format(percent=policy.deposit_percent),
    }


def _hours(catalogue: Catalogue, language: str) -> str:
    words = RENDERED[language]
    spans: dict[str, list[str]] = {}
    for day in range(7):
        hours = catalogue.opening.get(day, ())
        span = ", ".join(f"{wording.clock(h.opens)}–{wording.clock(h.closes)}" for h in hours)
        spans.setdefault(span, []).append(wording.weekday(day, language))
    opened = "; ".join(f"{wording.listed(days, language)} {span}" for span, days in spans.items() if span)
    closed = [wording.weekdays(day, language) for day in range(7) if not catalogue.opening.get(day)]
    text = words["hours"].format(hours=opened)
    return f"{text} {words['closed'].format(days=wording.listed(closed, language))}" if closed else text
