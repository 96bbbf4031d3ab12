"""What a customer sends besides text."""

from typing import Literal

from sandbox.store import Document

Kind = Literal["text", "audio", "image", "location", "sticker", "file", "unsupported"]

# file_type, extension, content type, width, height: stickers are images to Chatwoot, known by their
# type alone.
_FILES: dict[str, tuple[str, str, str, int | None, int | None]] = {
    "audio": ("audio", "ogg", "audio/ogg", None, None),
    "image": ("image", "jpg", "image/jpeg", 1080, 1350),
    "sticker": ("image", "webp", "image/webp", 512, 512),
    "file": ("file", "pdf", "application/pdf", None, None),
}


def attachment(kind: Kind, number: int, message_id: int, account_id: int, transcript: str | None) -> Document | None:
    """`Attachment#push_event_data`, or None for a kind that has none."""
    shape: Document = {"id": number, "message_id": message_id}
    if kind == "location":
        return {
            **shape,
            "file_type": "location",
            "account_id": account_id,
            "coordinates_lat": 40.4168,
            "coordinates_long": -3.7038,
            "fallback_title": "Puerta del Sol, Madrid",
            "data_url": None,
        }
    if kind not in _FILES:
        return None
    file_type, extension, content_type, width, height = _FILES[kind]
    blob = f"https://chat.example/rails/active_storage/blobs/redirect/{number}/f.{extension}"
    shape |= {
        "file_type": file_type,
        "account_id": account_id,
        "extension": extension,
        "content_type": content_type,
        "data_url": blob,
        "thumb_url": blob.replace("blobs", "representations") if file_type == "image" else "",
        "file_size": 18342,
        "width": width,
        "height": height,
    }
    if kind == "audio":
        shape["transcribed_text"] = transcript or ""
    return shape
