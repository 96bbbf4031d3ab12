"""Whether there is a real Claude to ask, and whether she answers."""

from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.ports import Mind, Question
from gateways.claude import Claude
from gateways.outcome import Refused, TryLater
from gateways.settings import PLACEHOLDER, Settings, WebAddress, read

HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
"""Where stand-ins listen."""


class NoAnswer(Exception):
    """Claude does not answer: one sentence."""


class ClaudeSettings(BaseSettings):
    """What the environment or `.env` says of Claude; nothing else is needed here."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    anthropic_api_key: SecretStr | None = None
    anthropic_base_url: WebAddress = Settings.model_fields["anthropic_base_url"].default
    claude_model: str = Settings.model_fields["claude_model"].default
    claude_small_model: str = Settings.model_fields["claude_small_model"].default
    claude_timeout_seconds: float = Settings.model_fields["claude_timeout_seconds"].default

    @property
    def real(self) -> bool:
        """A key of one's own, and an address that is no stand-in's."""
        key = self.anthropic_api_key.get_secret_value() if self.anthropic_api_key else PLACEHOLDER
        return PLACEHOLDER not in key and urlsplit(self.anthropic_base_url).hostname not in HERE

    def claude(self, size: Literal["large", "small"]) -> Claude:
        """The product's gateway."""
        assert self.anthropic_api_key is not None
        model = self.claude_model if size == "large" else self.claude_small_model
        key = self.anthropic_api_key.get_secret_value()
        return Claude(key, self.anthropic_base_url, model, self.claude_timeout_seconds)


def settings(model: str | None) -> ClaudeSettings:
    """Read now. Raises `SettingsError`."""
    return read(ClaudeSettings, **{"claude_model": model} if model else {})


def knock(claude: Mind, model: str) -> None:
    """One short call, before hundreds of them. Raises `NoAnswer`."""
    hello = Question([{"type": "text", "text": "Answer with one word."}], [], [{"role": "user", "content": "Hello"}])
    try:
        claude.ask(hello)
    except (Refused, TryLater) as error:
        why = {"(401)": "the key is not accepted", "(403)": "the key may not do this", "(404)": "no such model"}
        meant = next((words for code, words in why.items() if code in str(error)), str(error))
        raise NoAnswer(f"Claude does not answer as {model}: {meant}. Nothing was run.") from None
