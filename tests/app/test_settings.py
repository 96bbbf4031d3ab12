"""Settings: complete, named in one line when they are not, and never shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from gateways.settings import DatabaseSettings, Settings, SettingsError, read

EXAMPLE = Path(__file__).parents[2] / ".env.example"
SECRET = "a-secret-that-nobody-may-ever-see-in-any-log"


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """All that must be set, and well."""
    key_file = tmp_path / "google.json"
    key_file.write_text("{}")
    return {
        "database_url": f"postgresql://turno_app:{SECRET}@db/turno",
        "redis_url": f"redis://:{SECRET}@redis/0",
        "public_url": "https://turno.example/",
        "secret_key": SECRET,
        "chatwoot_base_url": "https://chatwoot.example/",
        "chatwoot_account_id": "1",
        "chatwoot_inbox_id": "3",
        "chatwoot_bot_token": SECRET,
        "chatwoot_user_token": SECRET,
        "chatwoot_webhook_secret": SECRET,
        "stripe_secret_key": SECRET,
        "stripe_webhook_secret": SECRET,
        "google_service_account_file": str(key_file),
        "anthropic_api_key": SECRET,
        "flower_basic_auth": f"owner:{SECRET}",
    }


@pytest.fixture(autouse=True)
def nothing_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting in the environment, no `.env` in the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def names_in_example() -> Iterator[tuple[str, str]]:
    for line in EXAMPLE.read_text().splitlines():
        if found := re.fullmatch(r"(?:# )?([A-Z][A-Z_]+)=(\S*)", line):
            yield found[1], found[2]


def test_complete_settings_are_read(given: dict[str, str]) -> None:
    settings = read(Settings, **given)
    assert settings.public_url == "https://turno.example"
    assert settings.google_api_endpoint == "https://www.googleapis.com/calendar/v3/"
    assert settings.owner_url == settings.database_url
    assert (settings.lease_seconds, settings.heartbeat_seconds) == (30, 10)
    assert not settings.sandbox


def test_what_is_missing_is_named_in_one_line() -> None:
    with pytest.raises(SettingsError) as error:
        read(Settings, secret_key=SECRET)
    line = str(error.value)
    assert "\n" not in line
    assert line.startswith("Settings: DATABASE_URL, REDIS_URL, PUBLIC_URL, CHATWOOT_BASE_URL, ")
    assert ", ANTHROPIC_API_KEY, FLOWER_BASIC_AUTH are not set (environment or .env; " in line


def test_migrations_need_the_database_only() -> None:
    with pytest.raises(SettingsError, match=r"^Settings: DATABASE_URL is not set \("):
        read(DatabaseSettings)
    assert read(DatabaseSettings, database_url="postgresql://a/b").owner_url == "postgresql://a/b"


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("app_port", "80a", "APP_PORT should be a valid integer"),
        ("app_port", "70000", "APP_PORT should be less than or equal to 65535"),
        ("database_url", "mysql://db/turno", "DATABASE_URL must begin with postgresql://"),
        ("redis_url", "http://redis", "REDIS_URL must begin with redis://"),
        ("smtp_url", "mail.example:25", "SMTP_URL must begin with smtp://"),
        ("public_url", "turno.example", "PUBLIC_URL must be an address that begins with http"),
        ("chatwoot_account_id", "0", "CHATWOOT_ACCOUNT_ID should be greater than 0"),
        ("chatwoot_webhook_secret", " , ", "CHATWOOT_WEBHOOK_SECRET must hold at least one"),
        ("secret_key", "short", "SECRET_KEY must have at least 32 characters"),
        ("flower_basic_auth", "owner", "FLOWER_BASIC_AUTH must be user:password"),
        ("google_service_account_file", "/no/such", "GOOGLE_SERVICE_ACCOUNT_FILE does not point"),
        ("lease_seconds", "0", "LEASE_SECONDS should be greater than 0"),
        ("heartbeat_seconds", "30", "HEARTBEAT_SECONDS must be less than LEASE_SECONDS"),
        ("log_level", "loud", "LOG_LEVEL should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ],
)
def test_what_is_malformed_is_named(given: dict[str, str], name: str, value: str, complaint: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(Settings, **given | {name: value})
    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", f"postgresql://u:p%ZZ{SECRET}@127.0.0.1/db"),
        ("database_url", f"postgresql://u:p@ss{SECRET}@127.0.0.1/db"),
        ("redis_url", f"redis://:p{SECRET}#@127.0.0.1:6379/0"),
        ("redis_url", f"redis://:p/{SECRET}@127.0.0.1:6379/0"),
    ],
)
def test_an_address_that_programs_would_read_differently_is_refused(
    given: dict[str, str], name: str, value: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        read(Settings, **given | {name: value})
    assert f"{name.upper()} is no address: special characters" in str(refused.value)
    assert SECRET not in str(refused.value)


def test_a_mail_account_is_often_an_address_itself(given: dict[str, str]) -> None:
    assert read(Settings, **given | {"smtp_url": "smtp://maite@salon.example:secret@mail.example:587"}).smtp_url


def test_no_secret_is_ever_shown(given: dict[str, str]) -> None:
    assert SECRET not in repr(read(Settings, **given))
    wrong = given | {"database_url": f"mysql://{SECRET}", "flower_basic_auth": SECRET}
    with pytest.raises(SettingsError) as error:
        read(Settings, **wrong)
    assert SECRET not in str(error.value)


def test_webhook_secrets_are_a_list(given: dict[str, str]) -> None:
    settings = read(Settings, **given | {"chatwoot_webhook_secret": "bot, account,next"})
    secrets = [secret.get_secret_value() for secret in settings.chatwoot_webhook_secret]
    assert secrets == ["bot", "account", "next"]


def test_the_environment_goes_before_the_file(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("APP_PORT=9001\nLOG_LEVEL=debug\nSMTP_URL=\n")
    monkeypatch.setenv("APP_PORT", "9002")
    settings = read(Settings, **given)
    assert (settings.app_port, settings.log_level, settings.smtp_url) == (9002, "DEBUG", None)


def test_the_example_holds_every_setting() -> None:
    compose = {
        "DATABASE_SUPERUSER_PASSWORD",
        "DATABASE_OWNER_PASSWORD",
        "DATABASE_APP_PASSWORD",
        "REDIS_PASSWORD",
    }
    assert {name for name, _ in names_in_example()} - compose == {name.upper() for name in Settings.model_fields}


def test_every_secret_of_the_example_is_refused(given: dict[str, str]) -> None:
    example = {name.lower(): value for name, value in names_in_example() if value}
    secrets = [
        name
        for name, field in Settings.model_fields.items()
        if "SecretStr" in str(field.annotation) or name in ("database_url", "redis_url")
    ]
    assert len(secrets) == 11
    for name in secrets:
        with pytest.raises(SettingsError, match=f"{name.upper()} still holds the placeholder"):
            read(Settings, **given | {name: example[name]})


def test_the_sandbox_takes_placeholders(given: dict[str, str]) -> None:
    settings = read(Settings, **given | {"sandbox": "1", "stripe_secret_key": "change-me"})
    assert settings.stripe_secret_key == SecretStr("change-me")
