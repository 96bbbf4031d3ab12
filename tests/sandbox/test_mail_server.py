"""The mail server takes what smtplib sends, and fails as it is told."""

import smtplib
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest

from sandbox.server import Standins


def send(standins: Standins) -> None:
    """Tell Marta."""
    mail = EmailMessage()
    mail["From"] = "turno@salon.example"
    mail["To"] = "marta@salon.example"
    mail["Subject"] = "Cita confirmada: Laura, 12:30"
    mail["Message-ID"] = "<a1@turno>"
    mail.set_content("Viernes 27 de noviembre, 12:30, 80 €\n")
    address = urlsplit(standins.smtp_url)
    with smtplib.SMTP(str(address.hostname), address.port or 0, timeout=5) as server:
        server.send_message(mail)


def fail(standins: Standins, fault: str, **more: object) -> None:
    """The mail server does this once."""
    body = {"vendor": "smtp", "fault": fault, "seconds": 5, "count": 1, **more}
    standins.post("/sandbox/faults", body)


def test_a_mail_is_kept(standins: Standins) -> None:
    send(standins)
    (mail,) = standins.get("/sandbox/mails")
    assert mail == {
        "id": 1,
        "at": "2026-11-23T08:00:00.000+00:00",
        "message_id": "<a1@turno>",
        "from": "turno@salon.example",
        "to": ["marta@salon.example"],
        "subject": "Cita confirmada: Laura, 12:30",
        "text": "Viernes 27 de noviembre, 12:30, 80 €\r\n",
    }
    (entry,) = standins.get("/sandbox/ledger")
    assert (entry["vendor"], entry["operation"], entry["key"]) == ("smtp", "mail", "<a1@turno>")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("429", smtplib.SMTPDataError),
        ("5xx", smtplib.SMTPDataError),
        ("refuse", smtplib.SMTPServerDisconnected),
    ],
)
def test_a_refused_mail_is_not_kept(standins: Standins, fault: str, error: type[Exception]) -> None:
    fail(standins, fault)
    with pytest.raises((error, ConnectionError)):
        send(standins)
    assert standins.get("/sandbox/mails") == standins.get("/sandbox/ledger") == []
    send(standins)
    assert len(standins.get("/sandbox/mails")) == 1


def test_the_answer_to_a_mail_can_get_lost(standins: Standins) -> None:
    fail(standins, "lost_response")
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(standins)
    assert len(standins.get("/sandbox/mails")) == 1


def test_a_mail_can_be_slow(standins: Standins) -> None:
    fail(standins, "slow", delay_seconds=0.05)
    send(standins)
    assert len(standins.get("/sandbox/mails")) == 1
