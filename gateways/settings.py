"""What the environment says: every setting, read once, refused in one line when it is wrong.

A value comes from the environment, else from `.env` in the working directory. An empty value counts
as not set.
"""

import re
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    Field,
    FilePath,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PLACEHOLDER = "change-me"
"""Every secret in `.env.example` holds this word; outside the sandbox no setting may."""

SHORTEST_SECRET_KEY = 32
"""Characters. Anything shorter could be guessed, and sessions and links are signed with it."""


class SettingsError(Exception):
    """The environment makes no sense. One line; it names every wrong setting and shows no value."""


def _web_address(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise ValueError("must be an address that begins with http:// or https://")
    return url.rstrip("/")


def _folder_address(url: str) -> str:
    return _web_address(url) + "/"


def _well_formed(url: str) -> str:
    """Read alike by all clients of servers, so that none takes part of a password for a host or a port."""
    said = "is no address: special characters of user and password must be written as %-codes"
    parts = urlsplit(url)
    if "@" in parts.netloc.rpartition("@")[0] or re.search("%(?![0-9A-Fa-f]{2})", parts.netloc):
        raise ValueError(said)
    try:
        _ = parts.port
    except ValueError:  # no number: a password with a slash in it ends before its host
        raise ValueError(said) from None
    return url


def _url_of(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        if not re.fullmatch(rf"(?:{'|'.join(schemes)})://\S+", url):
            raise ValueError(f"must begin with {schemes[0]}://")
        return url

    return AfterValidator(check)


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An http(s) address without a slash at its end, so that paths are simply appended."""

FolderAddress = Annotated[str, AfterValidator(_folder_address)]
"""An http(s) address with exactly one slash at its end, as Google's client wants it."""

Port = Annotated[int, Field(ge=1, le=65535)]
DatabaseUrl = Annotated[str, _url_of("postgresql", "postgres"), AfterValidator(_well_formed)]
RedisUrl = Annotated[str, _url_of("redis", "rediss"), AfterValidator(_well_formed)]
SmtpUrl = Annotated[str, _url_of("smtp", "smtps")]


class Ports(BaseSettings):
    """Where our own processes listen."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    app_port: Port = 8000
    flower_port: Port = 5555
    sandbox_port: Annotated[int, Field(ge=1, le=65534)] = 8100
    """The stand-ins, in one; the next port is theirs too, for e-mail."""


class DatabaseSettings(BaseSettings):
    """What migrations need and no more: a database is migrated before any vendor is known."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    sandbox: bool = False
    """True only under `make demo` and in tests: vendors are stand-ins, placeholders are welcome."""

    database_url: DatabaseUrl = Field(repr=False)
    """`postgresql://user:password@host:port/database` of the application's role."""

    database_owner_url: DatabaseUrl | None = Field(default=None, repr=False)
    """The same database as its owner, who migrates. Unset: `database_url` does."""

    @property
    def owner_url(self) -> str:
        """The address for migrations."""
        return self.database_owner_url or self.database_url

    @field_validator("*", mode="after")
    @classmethod
    def _no_placeholder(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("sandbox"):
            return value
        parts = value if isinstance(value, tuple) else (value,)
        texts = (p.get_secret_value() if isinstance(p, SecretStr) else p for p in parts)
        if any(isinstance(text, str) and PLACEHOLDER in text for text in texts):
            raise ValueError("still holds the placeholder of .env.example")
        return value


class Settings(Ports, DatabaseSettings):
    """Everything. Secrets are `SecretStr`; addresses that may hold a password are not in `repr`."""

    redis_url: RedisUrl = Field(repr=False)
    public_url: WebAddress
    """Where customers and vendors reach us: pay links and webhooks are built on it."""
    secret_key: SecretStr
    owner_password: SecretStr | None = None
    """The password that `make seed` gives to the first member of staff, user `owner`."""

    chatwoot_base_url: WebAddress
    chatwoot_account_id: PositiveInt
    chatwoot_inbox_id: PositiveInt
    chatwoot_bot_token: SecretStr
    chatwoot_user_token: SecretStr
    chatwoot_webhook_secret: Annotated[tuple[SecretStr, ...], NoDecode]
    """All that may sign: the bot's, the account webhook's, and the next one during a rotation."""

    stripe_secret_key: SecretStr
    stripe_webhook_secret: SecretStr
    stripe_api_base: WebAddress = "https://api.stripe.com"

    google_service_account_file: FilePath
    google_api_endpoint: FolderAddress = "https://www.googleapis.com/calendar/v3/"

    anthropic_api_key: SecretStr
    anthropic_base_url: WebAddress = "https://api.anthropic.com"
    claude_model: str = "claude-sonnet-5-5"
    claude_small_model: str = "claude-haiku-5-5"

    smtp_url: SmtpUrl | None = Field(default=None, repr=False)
    """Unset: staff are told by private Chatwoot notes only."""

    flower_basic_auth: SecretStr
    """`user:password`."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    # Machine time, in seconds; DESIGN.md says how they hang together. Crash tests shorten them.
    lease_seconds: PositiveFloat = 30
    heartbeat_seconds: PositiveFloat = 10
    republish_seconds: PositiveFloat = 10
    claim_margin_seconds: PositiveFloat = 20
    chatwoot_timeout_seconds: PositiveFloat = 10
    claude_timeout_seconds: PositiveFloat = 45
    stripe_timeout_seconds: PositiveFloat = 6
    google_timeout_seconds: PositiveFloat = 10
    sweep_seconds: PositiveFloat = 2
    reconcile_seconds: PositiveFloat = 60

    @field_validator("chatwoot_webhook_secret", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        secrets = tuple(part.strip() for part in value.split(",") if part.strip())
        if not secrets:
            raise ValueError("must hold at least one secret")
        return secrets

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < SHORTEST_SECRET_KEY:
            raise ValueError(f"must have at least {SHORTEST_SECRET_KEY} characters")
        return value

    @field_validator("flower_basic_auth")
    @classmethod
    def _user_and_password(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[^:\s]+:\S+", value.get_secret_value()):
            raise ValueError("must be user:password")
        return value

    @model_validator(mode="after")
    def _heart_beats_within_lease(self) -> Self:
        if self.heartbeat_seconds >= self.lease_seconds:
            raise ValueError("HEARTBEAT_SECONDS must be less than LEASE_SECONDS")
        return self


Kind = TypeVar("Kind", bound=BaseSettings)


def read(kind: type[Kind], **given: Any) -> Kind:
    """Read the environment now; what is given here goes before it. Raises `SettingsError`."""
    try:
        return kind(**given)
    except ValidationError as error:
        raise SettingsError(_in_one_line(error)) from None


@cache
def load() -> Settings:
    """The settings of this process, read at the first call. Raises `SettingsError`."""
    return read(Settings)


def _in_one_line(error: ValidationError) -> str:
    missing: list[str] = []
    wrong: list[str] = []
    for problem in error.errors(include_url=False, include_input=False):
        name = str(problem["loc"][0]).upper() if problem["loc"] else ""
        if problem["type"] == "missing":
            missing.append(name)
        else:
            what = re.sub(r"^(Input|Value error,|Path) ", "", problem["msg"])
            wrong.append(f"{name} {what}".strip())
    if missing:
        wrong.insert(0, f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set")
    return f"Settings: {'; '.join(wrong)} (environment or .env; .env.example explains each)"
