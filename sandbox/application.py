"""The sandbox's web application: the vendors under their paths, the sandbox's calls, the pages."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.types import ASGIApp

from sandbox.chatwoot import api as chatwoot
from sandbox.controls import calendars, conditions, conversations, payments
from sandbox.errors import Refusal, refuse
from sandbox.faults.gate import FaultGate
from sandbox.google import api as google
from sandbox.page import router as page
from sandbox.page.state import StandIns
from sandbox.security import LocalOnly
from sandbox.stage import Stage
from sandbox.stripe import api as stripe

LAPSE_EVERY = 1.0
"""Machine seconds between two looks for Checkout Sessions whose time is over."""


def application(stage: Stage, about: page.About) -> ASGIApp:
    """The whole application; its lifespan delivers webhooks and takes mail."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        stage.courier.start()
        await stage.mail.start()
        lapses = asyncio.create_task(_lapse(stage))
        yield
        lapses.cancel()
        await stage.mail.stop()
        await stage.courier.stop()
        stage.claude.close()
        stage.store.close()

    app = FastAPI(lifespan=lifespan, openapi_url=None, exception_handlers={Refusal: refuse})
    settings = stage.settings
    routers = (
        chatwoot.router(
            stage.desk,
            stage.ledger,
            settings.chatwoot_account_id,
            settings.chatwoot_bot_token,
            settings.chatwoot_user_token,
        ),
        stripe.router(stage.checkout, stage.refunds, settings.stripe_secret_key),
        stage.tokens.router(),
        google.router(stage.diary, stage.tokens, stage.ledger),
        stage.claude.router(),
        conversations.router(stage.desk),
        payments.router(stage.checkout),
        calendars.router(stage.diary),
        conditions.router(stage),
        page.router(about, _shown(stage)),
    )
    for router in routers:
        # Their routes as they are: `include_router` would read every signature a second time when first called.
        app.router.routes.extend(router.routes)
    return LocalOnly(FaultGate(app, stage.faults))


def _shown(stage: Stage) -> StandIns:
    return StandIns(
        clock=stage.clock,
        desk=stage.desk,
        checkout=stage.checkout,
        diary=stage.diary,
        faults=stage.faults,
    )


async def _lapse(stage: Stage) -> None:
    while True:
        stage.checkout.lapse()
        await asyncio.sleep(LAPSE_EVERY)
