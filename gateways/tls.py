"""Whom we trust over TLS: read once a process, as reading takes longer than a request."""

import ssl
from functools import cache

import httpx


@cache
def authorities() -> ssl.SSLContext:
    """Of vendors on the public web: Mozilla's list, as httpx brings it."""
    return httpx.create_ssl_context()


@cache
def system() -> ssl.SSLContext:
    """Of a server of the operator's own, such as mail: what the machine trusts."""
    return ssl.create_default_context()
