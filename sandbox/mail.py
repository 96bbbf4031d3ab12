"""The mail server: takes every mail on 127.0.0.1 and shows it on the page, for none leaves the
machine."""

import asyncio
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox.clock import Clock
from sandbox.faults.registry import Faults
from sandbox.ledger import Ledger
from sandbox.store import Document, Store

_TROUBLE = {
    "429": "450 4.7.1 Too many messages, try again later",
    "5xx": "451 4.3.0 Local error in processing",
}


@dataclass
class MailServer:
    """Speaks SMTP without TLS or login.

    Faults strike when a mail is handed over; `refuse` at the greeting.
    """

    store: Store
    clock: Clock
    ledger: Ledger
    faults: Faults
    port: int
    """0: any free one, and after `start` the one that it is."""
    _server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on 127.0.0.1."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    def mails(self) -> list[Document]:
        """All that came, oldest first."""
        return self.store.all("mail")

    def _session(self) -> SMTP:
        return _Session(
            self,
            hostname="sandbox",
            ident="Turno sandbox",
            enable_SMTPUTF8=True,
            loop=asyncio.get_running_loop(),
        )

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """aiosmtpd's hook for a whole mail."""
        fault = self.faults.strike("smtp")
        if fault is not None:
            if fault.fault in _TROUBLE:
                return _TROUBLE[fault.fault]
            if fault.fault == "refuse":
                _cut(server)
                return "421 4.3.2 Closing"
            if fault.fault in ("hang", "slow"):
                late = fault.fault == "slow"
                await asyncio.sleep(fault.delay_seconds if late else fault.remaining)
        self._take(envelope)
        if fault is not None and fault.fault == "lost_response":
            _cut(server)
        return "250 2.0.0 Ok: queued"

    def _take(self, envelope: Envelope) -> None:
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        mail = message_from_bytes(raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        part = mail.get_body(("plain", "html"))
        shown: Document = {
            "message_id": str(mail["message-id"] or ""),
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": str(mail["subject"] or ""),
            "text": "" if part is None else part.get_content(),
        }
        with self.store.transaction():
            n = self.store.number("mail")
            at = self.clock.now().isoformat(timespec="milliseconds")
            self.store.put("mail", n, {"id": n, "at": at, **shown})
            self.ledger.record("smtp", "mail", shown["message_id"] or None, shown)


class _Session(SMTP):
    """One connection, which a `refuse` closes at once."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self.event_handler.faults.strike("smtp", only="refuse") is not None:
            _cut(self)


def _cut(session: SMTP) -> None:
    """Close the connection without another byte."""
    assert isinstance(session.transport, asyncio.Transport)
    session.transport.abort()
