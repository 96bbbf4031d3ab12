"""Stripe's lists: newest first, filtered, page by page; and objects put in the place of their ids.
Stripe's lists: newest first, filtered, page by page; and objects put in the place of their ids."""

from sandbox.store import Document, Store
from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.objects import public

FILTERS: dict[str, tuple[str, ...]] = {
    "checkout.session": ("payment_intent", "status", "customer"),
    "refund": ("payment_intent", "charge"),
    "charge": ("payment_intent", "customer"),
    "event": ("type",),
}

EXPANDABLE: dict[str, dict[str, str]] = {
    "checkout.session": {"payment_intent": "payment_intent"},
    "payment_intent": {"latest_charge": "charge"},
    "charge": {"payment_intent": "payment_intent"},
    "refund": {"charge": "charge", "payment_intent": "payment_intent"},
    "dispute": {"charge": "charge", "payment_intent": "payment_intent"},
    "event": {},
}
"""Field and what kind of object its id stands for."""


def page(kind: str, documents: list[Document], params: Document, url: str) -> Document:
    """One page of a list, from documents that come oldest first."""
    params = dict(params)
    limit = int(params.pop("limit", "10"))
    after, before = params.pop("starting_after", None), params.pop("ending_before", None)
    created, types = params.pop("created", {}), params.pop("types", None)
    for name in params:
        if name not in FILTERS[kind]:
            raise invalid(f"Received unknown parameter: {name}", param=name, code="parameter_unknown")
    if not 1 <= limit <= 100:
        raise invalid("This value must be between 1 and 100.", param="limit")
    found = [
        document
        for document in reversed(documents)
        if all(document[name] == value for name, value in params.items())
        and (types is None or document["type"] in types)
        and _created(document["created"], created)
    ]
    if after is not None:
        found = found[_position(kind, found, after, "starting_after") + 1 :]
    if before is not None:
        found = found[: _position(kind, found, before, "ending_before")]
        shown = found[-limit:]
    else:
        shown = found[:limit]
    has_more = len(found) > len(shown)
    return {"object": "list", "url": url, "has_more": has_more, "data": shown}


def _created(moment: int, wanted: object) -> bool:
    if not isinstance(wanted, dict):
        return moment == int(str(wanted))
    bounds = {name: int(value) for name, value in wanted.items()}
    return (
        moment > bounds.get("gt", -1)
        and moment >= bounds.get("gte", 0)
        and moment < bounds.get("lt", 1 << 62)
        and moment <= bounds.get("lte", 1 << 62)
    )


def _position(kind: str, found: list[Document], key: str, param: str) -> int:
    for index, document in enumerate(found):
        if document["id"] == key:
            return index
    raise missing(kind, key, param)


def expanded(store: Store, document: Document, paths: list[str]) -> Document:
    """The public object, with the objects that `expand` asks for.

    Raises `Refusal` for what cannot be expanded.
    """
    shape = public(document)
    for path in paths:
        field, _, rest = path.partition(".")
        further = [rest] if rest else []
        if field == "line_items" and document["object"] == "checkout.session":
            shape["line_items"] = lines_of(document)
            continue
        kind = EXPANDABLE[document["object"]].get(field)
        if kind is None:
            raise invalid(f"This property cannot be expanded ({field}).", param="expand")
        if isinstance(shape[field], str):
            inner = store.get(f"stripe.{kind}", shape[field])
            assert inner is not None
            shape[field] = expanded(store, inner, further)
    return dict(shape)


def lines_of(session: Document) -> Document:
    """A session's line items as a list object."""
    return {
        "object": "list",
        "data": session["_line_items"],
        "has_more": False,
        "url": f"/v1/checkout/sessions/{session['id']}/line_items",
    }
