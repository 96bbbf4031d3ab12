"""What a turn's tool calls leave behind: the next memory, and what happened for the state machine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, time
from typing import Any

from flows.asking import put
from flows.conversation import Event
from flows.fallback import is_not_understood
from models import ConversationState
from models.state import Asked


def events(calls: Iterable[Mapping[str, Any]], shown: list[str]) -> list[Event]:
    """What the turn did to the conversation that no command has applied already."""
    found = [Event.OFFERED] if shown else []
    wanted = [call for call in calls if call["name"] == "hold"]
    if wanted and wanted[-1]["is_error"] and wanted[-1]["result"].get("error") == "surname_needed":
        found.append(Event.SURNAME_WANTED)
    return found


def remember(
    state: ConversationState, calls: Sequence[Mapping[str, Any]], turn_id: int, reply: str, language: str
) -> ConversationState:
    """The memory after a turn's calls, oldest first.

    Refused calls leave none, but for the slot that was chosen and the question that the reply now asks. A question
    stays open for one message: after the next turn it is forgotten, whatever was said.
    """
    for call in calls:
        state = state.model_copy(update=_left_by(state, call))
    doubts = any(call["name"] == "not_understood" for call in calls) or is_not_understood(reply, language)
    return state.model_copy(
        update={
            "asked": _asked(calls, turn_id, reply, language),
            "handed_back": None,
            "clarification_attempts": state.clarification_attempts + 1 if doubts else 0,
        }
    )


def _asked(calls: Sequence[Mapping[str, Any]], turn_id: int, reply: str, language: str) -> Asked | None:
    for call in reversed(calls):
        if call["is_error"] and call["result"].get("error") == "ask_first":
            matter, subject = call["result"]["asked"]["matter"], call["result"]["asked"]["subject"]
            found = put(matter, reply, language, call["result"])
            return Asked(matter=matter, turn_id=turn_id, subject=subject, **asdict(found)) if found else None
    return None


def _left_by(state: ConversationState, call: Mapping[str, Any]) -> dict[str, Any]:
    asked, told = call["arguments"], call["result"]
    match call["name"], call["is_error"]:
        case "quote", False:
            suggested = [number(pack["id"]) for pack in told.get("packs", [])]
            return _services(asked) | {"pack_suggested_id": suggested[0] if suggested else state.pack_suggested_id}
        case "find_group_slots", False:
            wanted = [number(service) for one in asked["people"] for service in one["services"]]
            return {
                "intent": "booking",
                "group_size": len(asked["people"]),
                "requested_service_ids": list(dict.fromkeys(wanted)),
                "pack_id": next((number(one["pack"]) for one in asked["people"] if one["pack"]), None),
                "requested_date": date.fromisoformat(asked["date"]) if asked["date"] else None,
                "requested_part": asked["part"],
                "chosen_offer": None,
            }
        case "usual", False:
            return {"intent": "usual_service"}
        case (("find_times_to_move" | "move" | "change_services"), _):
            return {"intent": "modification"}
        case "cancel", _:
            return {"intent": "cancellation"}
        case "remember_person", False:
            return {"third_party": told["person"]}
        case "find_slots", False:
            return _services(asked) | {
                "intent": "booking",
                "group_size": 1,
                "requested_date": date.fromisoformat(asked["date"]) if asked["date"] else None,
                "requested_part": asked["part"],
                "requested_time": time.fromisoformat(asked["time"].zfill(5)) if asked["time"] else None,
                "requested_stylist_id": number(asked["stylist"]) if asked["stylist"] else None,
                "chosen_offer": None,
            }
        case "hold", True if told.get("error") in ("surname_needed", "name_needed", "intake_needed"):
            return {"chosen_offer": asked["offer"]}
        case "hold", False:
            return {"chosen_offer": None, "third_party": None}
        case "release_hold", False:
            return {"chosen_offer": None}
        case _:
            return {}


def _services(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "requested_service_ids": [number(service) for service in asked["services"]],
        "pack_id": number(asked["pack"]) if asked["pack"] else None,
    }


def number(alias: str) -> int:
    """The id in an alias such as `s13`, `k1`, `p4`. Raises `ValueError` when it is none."""
    return int(alias[1:])
