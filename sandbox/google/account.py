"""The service account of the demo and the tests: a key file as Google gives it out, whose tokens
come from here."""

from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sandbox.store import Document

BITS = 1024
"""Of a key that guards nothing: it is made and read in a few milliseconds, one of 2048 bits in a tenth of a second."""

EMAIL = "turno@turno-sandbox.iam.gserviceaccount.com"


def new_account(token_uri: str) -> Document:
    """The content of a fresh key file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "type": "service_account",
        "project_id": "turno-sandbox",
        "private_key_id": "sandbox",
        "private_key": pem.decode(),
        "client_email": EMAIL,
        "client_id": "100000000000000000000",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": token_uri,
        "universe_domain": "googleapis.com",
    }


@cache
def public_key(private_key: str) -> bytes:
    """The public half of a key, both as PEM: with it an assertion's signature is checked."""
    private = serialization.load_pem_private_key(private_key.encode(), password=None)
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
