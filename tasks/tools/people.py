"""remember_person: somebody else she books for."""

from sqlalchemy import text

from flows.names import NotAName, clean
from flows.tools import RememberPerson
from gateways.database import Unit
from tasks.commands.hold import NotAllowed
from tasks.commands.somebody import known_for
from tasks.tools.outcome import Outcome, Work, ids, refusal

TOO_MANY = (
    "She books for as many others as one customer may. Hold it for one of <situation>.books_for or for herself; "
    "if it must be somebody else, hand over to a person."
)
PEOPLE = text("SELECT id FROM customer WHERE business_id = :business AND booked_by_id = :booker ORDER BY id")


def remember(unit: Unit, work: Work, arguments: RememberPerson) -> Outcome:
    """Her own row, linked to whoever writes; found again by name the next time."""
    try:
        name, surname = clean(arguments.name), clean(arguments.surname)
    except NotAName:
        return refusal("not_a_name", "That is no person's full name. Ask for name and surname.")
    person_id = known_for(unit, work.catalogue, work.row["customer_id"], name, surname)
    if isinstance(person_id, NotAllowed):
        return refusal(person_id.code, TOO_MANY)
    return Outcome({"person": f"t{_people(unit, work).index(person_id) + 1}", "name": name, "surname": surname})


def person_behind(unit: Unit, work: Work, alias: str) -> int | None:
    """The customer whom an alias means; None when it is nobody this customer books for."""
    numbers = ids([alias], "t")
    people = _people(unit, work)
    return people[numbers[0] - 1] if numbers and 0 < numbers[0] <= len(people) else None


def _people(unit: Unit, work: Work) -> list[int]:
    """In the order in which they came; so an alias never means somebody else."""
    unit.session.flush()
    values = {"business": unit.business_id, "booker": work.row["customer_id"]}
    return [row.id for row in unit.session.execute(PEOPLE, values)]
