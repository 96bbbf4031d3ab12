"""`make seed`: the demo salon, and the first member of staff who may open /admin."""

import sys

from admin.accounts import UsernameTaken, ensure_owner
from gateways.database import Database
from gateways.settings import Settings, SettingsError, read
from tasks.seed import seed


def main() -> int:
    """Seeds the database that the environment names; 2 when the environment makes no sense."""
    try:
        given = read(Settings)
        put_in(given)
    except (SettingsError, UsernameTaken) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def put_in(given: Settings) -> None:
    """The salon of these settings, and its owner when OWNER_PASSWORD says how she logs in."""
    database = Database(given.database_url, pool_size=5).open()
    try:
        account, inbox = given.chatwoot_account_id, given.chatwoot_inbox_id
        business_id = seed(database, account=account, inbox=inbox, public_url=given.public_url)
        if given.owner_password is not None:
            ensure_owner(database, business_id, given.owner_password.get_secret_value())
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(main())
