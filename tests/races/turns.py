"""A turn of Laura's whose chain of links a test holds in its hands."""

from tasks import turn
from tests.chaos.killing import LAURA
from tests.house import House


def open_turn(home: House, text: str = "hola") -> int:
    """A turn that nobody has begun to work on; its chain is lost."""
    home.says(LAURA, text)
    home.standins.flush()
    home.advance(1)
    conversation = home.row("SELECT id FROM conversation")["id"]
    turn.wake(conversation)
    home.waking.waiting.clear()
    turn_id: int = home.row("SELECT id FROM turn WHERE step <> 'done'")["id"]
    return turn_id


def forget_publishing(home: House) -> None:
    """As if the last publish were a minute ago (machine time cannot be moved)."""
    home.rows("UPDATE turn SET published_at = published_at - interval '1 minute'")
