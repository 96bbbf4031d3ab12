"""The API process: webhooks, pay links, /admin, health and metrics. It stores, answers and wakes; others work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.responses import RedirectResponse
from starlette.routing import Route

from admin.site import mount as mount_admin
from app.chatwoot_webhook import ChatwootWebhook
from app.health import router as health
from app.intake import Intake
from app.metrics import ack_seconds, webhooks
from app.metrics import router as metrics
from app.pay import pay_routes
from app.privacy import privacy_routes
from app.stripe_webhook import stripe_routes
from app.wake import Wake
from gateways.database import Database
from gateways.log import configure
from gateways.settings import Settings, load
from gateways.stripe import StripeGateway
from tasks.broker import producer


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings. Connections are opened when it starts."""
    database = Database(settings.database_url, name="api")
    intake = Intake(settings.database_url)
    wake = Wake(producer(settings.redis_url))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        database.open()
        await intake.open()
        wake.open()
        yield
        await intake.close()
        wake.close()
        database.close()

    app = FastAPI(title="Turno", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.database = database
    app.state.settings = settings
    secrets = [secret.get_secret_value() for secret in settings.chatwoot_webhook_secret]
    chatwoot = ChatwootWebhook(secrets, intake, wake, observe_chatwoot)
    app.router.routes.append(Route("/webhooks/chatwoot", chatwoot, methods=None))
    stripe = StripeGateway(
        settings.stripe_secret_key.get_secret_value(),
        settings.stripe_api_base,
        settings.public_url,
        timeout=settings.stripe_timeout_seconds,  # a customer who opens a pay link waits for it
        retries=0,
    )
    app.include_router(stripe_routes(database, settings.stripe_webhook_secret.get_secret_value(), wake))
    app.include_router(pay_routes(database, stripe, wake))
    app.include_router(privacy_routes(database))
    app.include_router(health)
    app.include_router(metrics)
    mount_admin(app, database, wake, settings)
    app.router.routes.append(Route("/", lambda _: RedirectResponse("/admin")))
    return app


def observe_chatwoot(outcome: str, seconds: float) -> None:
    """Counts one answered webhook."""
    webhooks.labels("chatwoot", outcome).inc()
    ack_seconds.labels("chatwoot").observe(seconds)


def __getattr__(name: str) -> FastAPI:
    """`app.main:app`, built when a server asks for it, so that importing this module needs no settings."""
    if name != "app":
        raise AttributeError(name)
    settings = load()
    configure("api", settings.log_level)
    application = create_app(settings)
    globals()["app"] = application
    return application
