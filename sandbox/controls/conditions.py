"""The conditions of the sandbox: its clock, its faults, which webhooks are sent, how long Claude
takes; and the ledger."""

from dataclasses import asdict
from datetime import timedelta
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator

from sandbox.chatwoot.desk import Configured
from sandbox.clock import ClockError
from sandbox.errors import Refusal
from sandbox.faults.registry import Fault, FaultName, VendorName
from sandbox.routes import PlainRoute
from sandbox.stage import Stage
from sandbox.store import Document


class Advance(BaseModel):
    """Domain time only grows."""

    advance_minutes: float = Field(ge=0)


class NewFault(BaseModel):
    """See `Fault`."""

    vendor: VendorName
    fault: FaultName
    seconds: float = Field(gt=0)
    count: int | None = Field(default=None, gt=0)
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] | None = None
    path: str | None = None
    delay_seconds: float = Field(default=3.0, ge=0)
    retry_after: float | None = Field(default=1.0, ge=0)

    @model_validator(mode="after")
    def _only_claude_is_overloaded(self) -> "NewFault":
        if self.fault == "529" and self.vendor != "claude":
            raise ValueError("529 is Claude's alone")
        return self


class Webhooks(BaseModel):
    """Which webhooks Chatwoot has, and how often each webhook of any vendor is delivered."""

    configured: Configured | None = None
    copies: int | None = Field(default=None, ge=1, le=10)


class ClaudeTimes(BaseModel):
    """How long an answer takes: log-normal, in machine seconds; a median of 0 means at once."""

    median_seconds: float = Field(ge=0)
    p95_seconds: float = Field(ge=0)
    seed: int = 1


def router(stage: Stage) -> APIRouter:
    """The routes."""
    api = APIRouter(prefix="/sandbox", route_class=PlainRoute)

    @api.get("/clock")
    async def clock() -> Document:
        return {"now": stage.clock.now().isoformat(timespec="milliseconds")}

    @api.post("/clock")
    async def advance(step: Advance) -> Document:
        try:
            stage.clock.advance(timedelta(minutes=step.advance_minutes))
        except ClockError as error:
            raise Refusal(409, {"error": str(error)}) from None
        stage.checkout.lapse()
        return await clock()

    @api.get("/faults")
    async def faults() -> list[Document]:
        """Those that can still strike."""
        return [_shown(fault) for fault in stage.faults.in_force()]

    @api.post("/faults", status_code=201)
    async def add_fault(fault: NewFault) -> Document:
        made = Fault(**fault.model_dump())
        stage.faults.add(made)
        return _shown(made)

    @api.delete("/faults")
    async def clear_faults(vendor: VendorName | None = None) -> list[Document]:
        stage.faults.clear(vendor)
        return await faults()

    @api.get("/webhooks")
    async def webhooks() -> Document:
        """`waiting`: those that are neither delivered nor given up."""
        return {
            "configured": stage.desk.configured,
            "copies": stage.courier.copies,
            "waiting": stage.courier.waiting,
        }

    @api.post("/webhooks")
    async def set_webhooks(wanted: Webhooks) -> Document:
        if wanted.configured is not None:
            stage.desk.configured = wanted.configured
        if wanted.copies is not None:
            stage.courier.copies = wanted.copies
        return await webhooks()

    @api.get("/claude")
    async def claude() -> Document:
        """Its times, and every well-formed call; calls for the same thing have the same digest."""
        latency = stage.claude.latency
        times = {"median_seconds": latency.median_seconds, "p95_seconds": latency.p95_seconds}
        return {**times, "seed": latency.seed, "calls": stage.claude.calls()}

    @api.post("/claude")
    async def set_claude(times: ClaudeTimes) -> Document:
        stage.claude.latency.set(times.median_seconds, times.p95_seconds, times.seed)
        return times.model_dump()

    @api.get("/ledger")
    async def ledger() -> list[Document]:
        return stage.ledger.entries()

    @api.get("/mails")
    async def mails() -> list[Document]:
        return stage.mail.mails()

    return api


def _shown(fault: Fault) -> Document:
    shown = asdict(fault)
    del shown["made"]
    return {**shown, "remaining_seconds": round(fault.remaining, 3)}
