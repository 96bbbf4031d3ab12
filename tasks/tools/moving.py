"""find_times_to_move and move."""

from typing import Any

from flows import wording
from flows.availability import SlotAsk, SlotOption
from flows.decision_note import Wish
from flows.policy import Reason, Ruling, on_move
from flows.reasons import answer_facts
from flows.situation import appointment_facts
from flows.stake import Stake
from flows.tools import FindTimesToMove, Move
from flows.views import AppointmentView
from gateways.appointments import coming_in
from gateways.database import Unit
from gateways.slots import search
from models.enums import BookingStatus
from models.money import Money
from tasks.commands.asking import StaffDecides
from tasks.commands.hold import JustTaken
from tasks.commands.move import Moved
from tasks.commands.move import move as command
from tasks.commands.stake import stake_of
from tasks.commands.whole import lock_whole
from tasks.tools.outcome import Outcome, Work, ids, refusal
from tasks.tools.shown import shown_offer
from tasks.tools.slots import shown_options
from tasks.tools.staff import staff_decide


def find(unit: Unit, work: Work, arguments: FindTimesToMove) -> Outcome:
    """Times to which her appointment could go, as offers, and what becomes of the deposit."""
    one = coming_in(unit, work.row["customer_id"]).get(arguments.appointment)
    if one is None or one.status is not BookingStatus.CONFIRMED:
        return refusal("unknown_appointment", "Use the alias of a confirmed appointment of hers.")
    stake = _stake(unit, work, one)
    ruling = on_move(work.catalogue.policy, one.starts_at, bool(stake), one.kept_moves, unit.now)
    if isinstance(ruling, Reason):
        return staff_decide(unit, work, ruling, [one], Wish.MOVE)
    stylists = ids([arguments.stylist] if arguments.stylist else [], "p")
    if stylists is None or any(each not in work.catalogue.stylists for each in stylists):
        return refusal("unknown_stylist", "Use a stylist id from the catalogue, or null.")
    ask = _ask(work, one, arguments, stylists[0] if stylists else one.stylist_id)
    if ask is None:
        return refusal("not_offered", "One of its services is not offered any more: hand over to a person.")
    answer = search(work.database, work.catalogue, ask, work.now)
    options = [option for option in answer.options if not _is_there(one, option)]
    offers = [
        {
            "code": code,
            "stylist_id": option.stylist_id,
            "starts_at": option.slot.start.isoformat(),
            "ends_at": option.slot.end.isoformat(),
            "service_ids": list(one.service_ids),
            "pack_id": None,
            "made_at": work.now.isoformat(),
            "appointment_id": one.id,
        }
        for code, option in zip(work.next_codes(len(options)), options, strict=True)
    ]
    facts = {
        "appointment": appointment_facts(work.catalogue, one, work.language),
        "options": shown_options(work, offers),
    }
    found = answer_facts(work.catalogue, ask, answer, work.language)
    return Outcome(facts | found | _deposit(work, one, stake, ruling), offers=offers)


def move(unit: Unit, work: Work, arguments: Move) -> Outcome:
    """Moves her appointment to a time that she has seen and chosen. The house tells her."""
    offer = shown_offer(unit, work, arguments.offer)
    one = coming_in(unit, work.row["customer_id"]).get(arguments.appointment)
    if offer is None or one is None or offer.appointment_id != one.id:
        return refusal("offer_unknown", "Move only to an offer of find_times_to_move shown in an earlier message.")
    target = {one.id: (offer.stylist_id, offer.starts_at)}
    talk: int = work.row["conversation_id"]
    done = command(unit, work.catalogue, one.booking_id, target, shown_at=offer.made_at, conversation_id=talk)
    match done:
        case Moved():
            moved = coming_in(unit, work.row["customer_id"])[arguments.appointment]
            return Outcome({"moved": True, "appointment": appointment_facts(work.catalogue, moved, work.language)})
        case StaffDecides():
            return staff_decide(unit, work, done.reason, [one], Wish.MOVE)
        case JustTaken():
            return refusal("just_taken", "That time has just gone; her appointment stands as it was. Search again.")
    return refusal(done.code, "It cannot be moved there. Her appointment stands as it was. Search other times.")


def _is_there(one: AppointmentView, option: SlotOption) -> bool:
    """Whether that is where the appointment is already: free for it, and no move."""
    return (option.stylist_id, option.slot.start) == (one.stylist_id, one.starts_at)


def _ask(work: Work, one: AppointmentView, arguments: FindTimesToMove, stylist_id: int) -> SlotAsk | None:
    services = [work.catalogue.services.get(service_id) for service_id in one.service_ids]
    if services[0] is None:
        return None
    return SlotAsk(
        service_ids=one.service_ids,
        pack_id=None,
        minutes=one.minutes,
        work=one.work,
        category=services[0].category,
        date=arguments.date,
        part=arguments.part,
        time=arguments.clock,
        stylist_id=stylist_id,
        replaces=(one.id,),
    )


def _stake(unit: Unit, work: Work, one: AppointmentView) -> Stake:
    """What she has given in advance for it, as moving it will find it."""
    whole = lock_whole(unit, one.booking_id, work.row["conversation_id"])
    assert whole is not None, "she has an appointment in it"
    return stake_of(unit, whole, [one.id])


def _deposit(work: Work, one: AppointmentView, stake: Stake, ruling: Ruling) -> dict[str, Any]:
    """What the model may say of the deposit before she chooses: of what was paid, and not of what is still owed."""
    if not stake.cents:
        return {"deposit": None}
    amount = wording.money(Money(stake.cents), work.catalogue.business.currency, work.language)
    refundable = ruling is Ruling.FREE and one.kept_moves == 0
    return {"deposit": amount, "deposit_kept": True, "refundable_after_move": refundable}
