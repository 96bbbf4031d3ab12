"""What staff say of visits, and what customers have spent with us."""

from tasks.commands.visits import complete, no_show
from tests.salon import Guest, Salon


def spent(salon: Salon, guest: Guest) -> int:
    """What she has paid us, in cents."""
    found: int = salon.row("SELECT total_spent_cents FROM customer WHERE id = %(id)s", id=guest.customer)[
        "total_spent_cents"
    ]
    return found


def came(salon: Salon, appointment_id: int) -> bool:
    """Staff say so."""
    with salon.unit() as unit:
        return complete(unit, appointment_id)


def stayed_away(salon: Salon, appointment_id: int) -> bool:
    """Staff say so."""
    with salon.unit() as unit:
        return no_show(unit, appointment_id)
