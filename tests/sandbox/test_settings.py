"""What the sandbox takes from its environment."""

import pytest

from sandbox.settings import SettingsError, from_environment

DEMO = {
    "SANDBOX": "1",
    "SANDBOX_PORT": "8200",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "CHATWOOT_BOT_TOKEN": "bot",
    "CHATWOOT_USER_TOKEN": "user",
    "CHATWOOT_WEBHOOK_SECRET": "first,second",
    "STRIPE_SECRET_KEY": "sk_test_1",
    "STRIPE_WEBHOOK_SECRET": "whsec_1",
}


def test_a_demo() -> None:
    settings = from_environment(DEMO)
    assert (settings.base_url, settings.mail_port) == ("http://127.0.0.1:8200", 8201)
    assert settings.chatwoot_webhook_secret == "first"
    assert (settings.webhooks, settings.copies) == ("account", 1)
    assert settings.anthropic_api_key is None
    assert from_environment({**DEMO, "SANDBOX_WEBHOOKS": "both"}).webhooks == "both"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"SANDBOX": ""}, "only with SANDBOX=1"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL is not set"),
        ({"SANDBOX_WEBHOOKS": "none"}, "SANDBOX_WEBHOOKS"),
    ],
)
def test_nonsense(changes: dict[str, str], why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        from_environment({**DEMO, **changes})
