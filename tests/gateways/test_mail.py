"""E-mail against a real SMTP server of our own."""

import email
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gateways.database import Database
from gateways.mail import Mailer, deliver_mail
from gateways.outcome import Refused, TryLater
from models.enums import OutboxKind
from tests.held import hold
from tests.shop import claimed

WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SITE = "https://salon.example"


@dataclass
class Post:
    """Keeps what it is given and answers as it is told."""

    answer: str = "250 OK"
    recipient_answer: str = "250 OK"
    took: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient_answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.took.append(message)
        self.senders.append(str(envelope.mail_from))
        return self.answer


@contextmanager
def serving(post: Post, **options: Any) -> Iterator[int]:
    controller = Controller(post, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield int(controller.port)
    finally:
        controller.stop()


@pytest.fixture
def post() -> Post:
    return Post()


def send(port: int, to: str = "marta@salon.example", subject: str = "Cita nueva") -> str:
    mailer = Mailer(f"smtp://127.0.0.1:{port}", SITE, timeout=2)
    return mailer.send(to, subject, "Laura Torres, viernes 12:30 · 16,00 €", "confirmed:7", WHEN)


def test_a_mail_as_it_arrives(post: Post) -> None:
    with serving(post) as port:
        known = send(port)
    (message,) = post.took
    assert message["To"] == "marta@salon.example"
    assert message["From"] == "turno@salon.example"
    assert message["Subject"] == "Cita nueva"
    assert message["Message-ID"] == known
    assert message["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().strip() == "Laura Torres, viernes 12:30 · 16,00 €"


def test_a_second_try_has_the_same_message_id_and_another_mail_another(post: Post) -> None:
    with serving(post) as port:
        first, second = send(port), send(port)
        mailer = Mailer(f"smtp://127.0.0.1:{port}", SITE)
        other = mailer.send("marta@salon.example", "x", "x", "confirmed:8", WHEN)
    assert first == second != other
    assert [message["Message-ID"] for message in post.took] == [first, second, other]


def test_what_a_row_says_is_delivered(post: Post, database: Database) -> None:
    hold(database)
    mail: dict[str, object] = {"to": "ana@salon.example", "subject": "Cita", "text": "a las 9:30"}
    row = claimed(database, OutboxKind.MAIL, mail)
    with serving(post) as port:
        mailer = Mailer(f"smtp://127.0.0.1:{port}", SITE)
        known = {deliver_mail(mailer, row), deliver_mail(mailer, row)}
    assert {message["Message-ID"] for message in post.took} == known
    assert len(known) == 1
    assert (post.took[0]["To"], post.took[0]["Subject"]) == (mail["to"], mail["subject"])


@pytest.mark.parametrize(
    "subject",
    [
        "Cita\r\nBcc: mallory@example.com",
        "Cita\nBcc: x@example.com",
        "Cita\u2028Bcc: x",
        "\x00Cita",
    ],
)
def test_a_subject_cannot_add_headers(post: Post, subject: str) -> None:
    with serving(post) as port:
        send(port, subject=subject)
    (message,) = post.took
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Cita")
    assert len(message.keys()) == 9


@pytest.mark.parametrize(
    "to",
    [
        "",
        "marta",
        "marta@salon.example\r\nBcc: x@example.com",
        "marta@salon.example, x@example.com",
        "Marta <marta@salon.example>",
        "ñ@salon.example",
    ],
)
def test_only_one_plain_address(post: Post, to: str) -> None:
    with serving(post) as port, pytest.raises(Refused):
        send(port, to=to)
    assert post.took == []


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"answer": "451 busy"}, TryLater),
        ({"answer": "554 spam"}, Refused),
        ({"recipient_answer": "450 greylisted"}, TryLater),
        ({"recipient_answer": "550 no such user"}, Refused),
    ],
)
def test_what_the_server_says(answers: dict[str, Any], outcome: type[Exception]) -> None:
    with serving(Post(**answers)) as port, pytest.raises(outcome):
        send(port)


def test_nobody_there() -> None:
    with pytest.raises(TryLater):
        send(_free_port())


def test_a_server_that_never_greets() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailer = Mailer(f"smtp://127.0.0.1:{silent.getsockname()[1]}", SITE, timeout=0.2)
        with pytest.raises(TryLater):
            mailer.send("marta@salon.example", "x", "x", "k", WHEN)


def check(server: SMTP, session: Session, envelope: Envelope, how: str, data: object) -> AuthResult:
    assert isinstance(data, LoginPassword)
    known = (data.login, data.password) == (b"salon@example.com", b"p@ss/word")
    return AuthResult(success=known, handled=False)


LOGIN = {"authenticator": check, "auth_require_tls": False}
USER = "salon%40example.com:p%40ss%2Fword"


def test_a_login_and_mail_from_the_user(post: Post) -> None:
    with serving(post, **LOGIN) as port:
        mailer = Mailer(f"smtp://{USER}@127.0.0.1:{port}", SITE)
        mailer.send("marta@salon.example", "x", "x", "k", WHEN)
        wrong = Mailer(f"smtp://salon:wrong@127.0.0.1:{port}", SITE)
        with pytest.raises(TryLater, match="login"):
            wrong.send("marta@salon.example", "x", "x", "k", WHEN)
    assert post.senders == ["salon@example.com"]


# "127.1" is this machine by another name than those that the mailer knows to be this machine.


def test_a_password_never_goes_out_unencrypted(post: Post) -> None:
    with serving(post, **LOGIN) as port:
        mailer = Mailer(f"smtp://{USER}@127.1:{port}", SITE)
        with pytest.raises(Refused, match="unencrypted"):
            mailer.send("marta@salon.example", "x", "x", "k", WHEN)
    assert post.took == []


def test_starttls_with_a_certificate_that_is_trusted(post: Post, tmp_path: Path) -> None:
    server_side, trusting = certified("127.1", tmp_path)
    with serving(post, **LOGIN, tls_context=server_side) as port:
        url = f"smtp://{USER}@127.1:{port}"
        with pytest.raises(TryLater):
            Mailer(url, SITE).send("marta@salon.example", "x", "x", "k", WHEN)
        assert post.took == []
        Mailer(url, SITE, tls=trusting).send("marta@salon.example", "x", "x", "k", WHEN)
    assert len(post.took) == 1


def certified(host: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's TLS with a certificate for `host`, and a client's that trusts it alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "certificate.pem"
    file.write_bytes(public + private)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(file)
    return server_side, ssl.create_default_context(cadata=public.decode())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
