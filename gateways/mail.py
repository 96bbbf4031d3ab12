"""E-mail through the SMTP server that SMTP_URL names. At least once, under one Message-ID."""

import re
import smtplib
import ssl
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from gateways.dispatch import Claimed
from gateways.outcome import Refused, TryLater
from gateways.tls import system

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "turno:mail")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
LONGEST_SUBJECT = 200
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,190}")


class Mailer:
    """Sends plain text. `url` is `smtp://` or `smtps://` with optional user and password.

    Outside of this machine a password goes over TLS only (`smtps://`, or STARTTLS where the server
    offers it), against the certificates of `tls`, by default those that the system trusts. Mail
    comes from the user when that is an address, else from `turno@` our own host.
    """

    def __init__(
        self,
        url: str,
        public_url: str,
        *,
        timeout: float = 10,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        parts = urlsplit(url)
        self._wrapped = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (465 if self._wrapped else 587)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._timeout = timeout
        self._tls = tls or system()
        self._domain = urlsplit(public_url).hostname or "localhost"
        self._sender = self._user if ADDRESS.fullmatch(self._user) else f"turno@{self._domain}"

    def send(self, to: str, subject: str, text: str, key: str, at: datetime) -> str:
        """Sends one message and answers its Message-ID, which `key` alone decides.

        Raises `Refused` for an address or message that is never taken, else `TryLater`.
        """
        message = self._message(to, subject, text, key, at)
        with _in_our_words(), self._connected() as server:
            server.send_message(message)
        return str(message["Message-ID"])

    def _message(self, to: str, subject: str, text: str, key: str, at: datetime) -> EmailMessage:
        if not ADDRESS.fullmatch(to):
            raise Refused("mail: not an address")
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(addr_spec=self._sender)
        message["To"] = Address(addr_spec=to)
        message["Subject"] = UNPRINTABLE.sub(" ", subject).strip()[:LONGEST_SUBJECT]
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<{uuid.uuid5(NAMESPACE, key).hex}@{self._domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        return message

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        place = (self._host, self._port)
        with (
            smtplib.SMTP_SSL(*place, timeout=self._timeout, context=self._tls)
            if self._wrapped
            else smtplib.SMTP(*place, timeout=self._timeout)
        ) as server:
            server.ehlo_or_helo_if_needed()
            secret = self._wrapped or self._host in LOOPBACK
            if not secret and server.has_extn("starttls"):
                server.starttls(context=self._tls)
                secret = True
            if self._user:
                if not secret:
                    raise Refused("mail: the server would get our password unencrypted")
                server.login(self._user, self._password)
            yield server


def deliver_mail(mailer: Mailer, row: Claimed) -> str:
    """Sends the row's message; its Message-ID."""
    content = row.payload
    return mailer.send(content["to"], content["subject"], content["text"], row.dedupe_key, row.created_at)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Translates smtplib's errors. Their texts hold addresses: only codes are passed on."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise _by_code(max(codes, default=550)) from None
    except smtplib.SMTPAuthenticationError:  # a setting to be put right; the mail may be fine
        raise TryLater("mail: our login is not accepted") from None
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code) from None
    except smtplib.SMTPNotSupportedError:
        raise Refused("mail: the server does not take our login or letters") from None
    except (smtplib.SMTPException, OSError) as error:
        raise TryLater(f"mail: no answer ({type(error).__name__})") from None


def _by_code(code: int) -> Refused | TryLater:
    return Refused(f"mail: {code}") if 500 <= code < 600 else TryLater(f"mail: {code}")
