"""Chatwoot's REST API below `/api/v1/accounts/{account}`: what the bot's and the user's token may
do."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from sandbox.chatwoot.desk import Desk
from sandbox.chatwoot.people import BOT, OWNER, USERS, agent
from sandbox.errors import Refusal
from sandbox.ledger import Ledger
from sandbox.routes import PlainRoute
from sandbox.schema import Schema
from sandbox.specs import spec
from sandbox.store import Document

PAGE = 25
"""Conversations on one page of the list."""

SELECT_ITEM_KEYS = {"title", "value"}


def router(desk: Desk, ledger: Ledger, account_id: int, bot_token: str, user_token: str) -> APIRouter:
    """The routes, for one account and its two tokens."""
    records, shapes = desk.records, desk.shapes

    def anybody(account: int, request: Request) -> str:
        """The bot or a user: `AgentBot` or `User`."""
        token = request.headers.get("api_access_token")
        if token not in (bot_token, user_token):
            raise Refusal(401, {"error": "Invalid Access Token"})
        if account != account_id:
            raise Refusal(401, {"error": "You are not authorized to access this account"})
        return "AgentBot" if token == bot_token else "User"

    def user(actor: Annotated[str, Depends(anybody)]) -> None:
        """Users only."""
        if actor != "User":
            raise Refusal(401, {"error": "Access to this endpoint is not authorized for bots"})

    def the_conversation(conversation: int) -> Document:
        found = records.conversation(conversation)
        if found is None:
            raise Refusal(404, {"error": "Resource could not be found"})
        return found

    Conversation = Annotated[Document, Depends(the_conversation)]
    Actor = Annotated[str, Depends(anybody)]
    api = APIRouter(
        prefix="/chatwoot/api/v1/accounts/{account}",
        dependencies=[Depends(anybody)],
        route_class=PlainRoute,
    )
    for_users = [Depends(user)]

    @api.get("/conversations", dependencies=for_users)
    async def index(status: str = "open", page: int = 1, inbox_id: int | None = None) -> Document:
        found = [c for c in records.conversations() if status in ("all", c["status"])]
        if inbox_id not in (None, shapes.people.inbox_id):
            found = []
        found.sort(key=lambda c: c["last_activity_at"], reverse=True)
        unassigned = sum(c["assignee_id"] is None for c in found)
        meta = {
            "mine_count": 0,
            "assigned_count": len(found) - unassigned,
            "unassigned_count": unassigned,
            "all_count": len(found),
        }
        now = desk.clock.now()
        shown = found[(page - 1) * PAGE : page * PAGE]
        return {"data": {"meta": meta, "payload": [shapes.conversation_rest(c, now) for c in shown]}}

    @api.get("/conversations/{conversation}")
    async def show(conversation: Conversation) -> Document:
        return shapes.conversation_rest(conversation, desk.clock.now())

    @api.post("/conversations/{conversation}/toggle_status")
    async def toggle_status(conversation: Conversation, request: Request) -> Document:
        body = await _read(request, "toggle_status")
        with records.store.transaction():
            desk.change(conversation, {"status": body["status"]})
            ledger.record("chatwoot", "conversation.toggle_status", None, _at(conversation, body))
        result = {"success": True, "conversation_id": conversation["id"]}
        result |= {"current_status": conversation["status"], "snoozed_until": None}
        return {"meta": {}, "payload": result}

    @api.post("/conversations/{conversation}/toggle_priority")
    async def toggle_priority(conversation: Conversation, request: Request) -> Response:
        body = await _read(request, "toggle_priority")
        with records.store.transaction():
            wanted = None if body["priority"] == "none" else body["priority"]
            desk.change(conversation, {"priority": wanted})
            ledger.record("chatwoot", "conversation.priority", None, _at(conversation, body))
        return Response()

    @api.post("/conversations/{conversation}/toggle_typing_status")
    async def toggle_typing_status(conversation: Conversation, request: Request) -> Response:
        body = await _read(request, "toggle_typing_status")
        if body["typing_status"] == "on" and not body.get("is_private", False):
            desk.typing.add(conversation["id"])
        else:
            desk.typing.discard(conversation["id"])
        return Response()

    @api.get("/conversations/{conversation}/labels")
    async def labels(conversation: Conversation) -> Document:
        return {"payload": conversation["labels"]}

    @api.post("/conversations/{conversation}/labels")
    async def set_labels(conversation: Conversation, request: Request) -> Document:
        body = await _read(request, "labels")
        with records.store.transaction():
            desk.change(conversation, {"labels": body["labels"]})
            ledger.record("chatwoot", "conversation.labels", None, _at(conversation, body))
        return {"payload": conversation["labels"]}

    @api.post("/conversations/{conversation}/custom_attributes")
    async def set_custom_attributes(conversation: Conversation, request: Request) -> Document:
        body = await _read(request, "custom_attributes")
        wanted = body["custom_attributes"]
        with records.store.transaction():
            desk.change(conversation, {"custom_attributes": wanted})
            ledger.record("chatwoot", "conversation.custom_attributes", None, _at(conversation, body))
        return {"custom_attributes": wanted}

    @api.post("/conversations/{conversation}/assignments")
    async def assign(conversation: Conversation, request: Request) -> Document | None:
        body = await _read(request, "assignments")
        assignee_id = body.get("assignee_id") or None
        if assignee_id is not None and assignee_id not in USERS:
            raise Refusal(404, {"error": "Resource could not be found"})
        with records.store.transaction():
            desk.change(conversation, {"assignee_id": assignee_id})
            ledger.record("chatwoot", "conversation.assign", None, _at(conversation, body))
        return None if assignee_id is None else agent(USERS[assignee_id], account_id)

    @api.get("/conversations/{conversation}/messages", dependencies=for_users)
    async def messages(conversation: Conversation, after: int | None = None, before: int | None = None) -> Document:
        found = _window(records.messages(conversation), after, before)
        contact = records.contact_in(conversation)
        meta: Document = {
            "labels": conversation["labels"],
            "additional_attributes": {},
            "contact": shapes.people.contact_push(contact),
            "agent_last_seen_at": None,
            "assignee_last_seen_at": None,
        }
        if conversation["assignee_id"] is not None:
            meta["assignee"] = agent(USERS[conversation["assignee_id"]], account_id)
        return {"meta": meta, "payload": [shapes.message_rest(message) for message in found]}

    @api.post("/conversations/{conversation}/messages")
    async def create_message(conversation: Conversation, actor: Actor, request: Request) -> Document:
        body = await _read(request, "messages.create")
        draft = _draft(body, actor)
        now = desk.clock.now()
        with records.store.transaction():
            message = desk.say(conversation, draft, now)
            answer = shapes.message_rest(message)
            key = draft["content_attributes"].get("turno_key")
            ledger.record("chatwoot", "message.create", key, _at(conversation, body))
            desk.deliver(conversation, message, now)
        return answer

    @api.get("/contacts/{contact_id}", dependencies=for_users)
    async def contact(contact_id: int) -> Document:
        found = records.contact(contact_id)
        if found is None:
            raise Refusal(404, {"error": "Resource could not be found"})
        return shapes.people.contact_shown(found)

    return api


def _at(conversation: Document, body: Document) -> Document:
    """A request as the ledger keeps it: with the conversation of its path."""
    return {"conversation_id": conversation["id"], **body}


async def _read(request: Request, operation: str) -> Document:
    """The body of a request, held against the specification."""
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise Refusal(400, {"error": "Bad Request"}) from None
    api = spec("chatwoot.api")
    for violation in Schema(api, api["requests"][operation]).violations(body):
        where = ".".join(map(str, violation.path)) or "body"
        raise Refusal(422, {"error": f"{where}: {violation.detail}"})
    return dict(body)


def _draft(body: Document, actor: str) -> Document:
    """A new message as `Desk.say` takes it."""
    if body.get("message_type", "outgoing") == "incoming":
        raise Refusal(422, {"error": "Incoming messages are only allowed in Api inboxes"})
    attributes = dict(body.get("content_attributes") or {})
    if body.get("content_type") == "input_select":
        _check_items(attributes.get("items"))
    template = body.get("template_params")
    sender = BOT if actor == "AgentBot" else OWNER
    return {
        "content": body["content"],
        "content_type": body.get("content_type", "text"),
        "content_attributes": attributes,
        "additional_attributes": {} if template is None else {"template_params": template},
        "private": body.get("private", False),
        "source_id": body.get("source_id"),
        "echo_id": body.get("echo_id"),
        "sender_type": actor,
        "sender_id": sender["id"],
    }


def _check_items(items: Any) -> None:
    """`ContentAttributeValidator` of an `input_select`."""
    if not items:
        wrong = "At least one item is required."
    elif not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        wrong = "Items should be a hash."
    else:
        strange = sorted({key for item in items for key in item} - SELECT_ITEM_KEYS)
        if not strange:
            return
        wrong = f"contains invalid keys for items: {strange}"
    message = f"Validation failed: Content attributes {wrong}"
    raise Refusal(422, {"message": message, "attributes": ["content_attributes"]})


def _window(messages: list[Document], after: int | None, before: int | None) -> list[Document]:
    """`MessageFinder`: 100 after an id, 20 before one, between two up to 1,000, else the latest
    20."""
    if after is not None and before is not None:
        return [m for m in messages if after <= m["id"] < before][:1000]
    if before is not None:
        return [m for m in messages if m["id"] < before][-20:]
    if after is not None:
        return [m for m in messages if m["id"] > after][:100]
    return messages[-20:]
