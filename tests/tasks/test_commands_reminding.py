"""Reminders: planned with the booking, sent once in their time."""

from threading import Thread

from models.enums import BookingStatus
from tasks.commands.hold import Confirmed
from tasks.commands.reminding import plan_reminder, remind
from tests.free_time import moment
from tests.reminded import booked, cancelled, due, moved, notices, reminders, sweep
from tests.salon import Salon

NAILS = "Manicura permanente + bioterapia"


def test_a_booking_has_a_reminder_once_it_is_confirmed(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    assert reminders(salon) == []
    salon.pay(held)
    assert reminders(salon) == [("11-27 12:30", "11-25 12:30", "due", None)]
    for _ in range(2):
        with salon.unit() as unit:
            plan_reminder(unit, held.booking_id)
    assert reminders(salon) == [("11-27 12:30", "11-25 12:30", "due", None)]


def test_a_free_appointment_has_one_and_what_is_booked_late_has_none(salon: Salon) -> None:
    assert isinstance(salon.hold(salon.guest(), "Marta", "2026-11-27 12:30", "Consulta gratuita"), Confirmed)
    assert isinstance(salon.hold(salon.guest("Ana"), "Marta", "2026-11-25 09:30", "Consulta gratuita"), Confirmed)
    late = salon.hold(salon.guest("Eva"), "Ana", "2026-11-24 18:00", "Consulta gratuita")
    assert isinstance(late, Confirmed)
    assert reminders(salon) == [
        ("11-27 12:30", "11-25 12:30", "due", None),
        ("11-25 09:30", "11-23 09:30", "due", None),
    ]


def test_scenario_9_carmen_is_reminded_once(salon: Salon) -> None:
    carmen = salon.guest("Carmen", "Soler")
    held = salon.held(carmen, "Rosa", "2026-11-26 12:00", NAILS)
    salon.pay(held)
    salon.at("2026-11-24 11:59")
    assert due(salon) == []
    salon.at("2026-11-24 12:00")
    (reminder_id,) = due(salon)
    assert sweep(salon) == [True]
    assert due(salon) == []
    with salon.unit() as unit:
        assert not remind(unit, reminder_id), "never twice"
    assert notices(salon) == [f"reminder:{reminder_id}"]
    notice = salon.effect(f"reminder:{reminder_id}")
    assert (notice["kind"], notice["conversation_id"]) == ("notice", carmen.conversation)
    assert notice["payload"]["text"] == (
        "¡Hola, Carmen! Te recuerdo tu cita 📅\n\n"
        "**Manicura permanente + bioterapia** con Rosa\n"
        "**jueves 26 de noviembre a las 12:00** (90 min)\n"
        "Señal pagada: 8,14 €.\n\n"
        "Si necesitas cambiarla o cancelarla, escríbeme: con 24 horas o más de antelación te devolvemos la señal.\n\n"
        "¿Nos vemos? Con un «perfecto» me basta 💛"
    )
    row = salon.row("SELECT status, sent_at, reason FROM reminder")
    assert (row["status"], row["reason"]) == ("sent", None)
    assert abs((row["sent_at"] - moment("2026-11-24 12:00")).total_seconds()) < 60
    assert salon.breaches() == []


def test_a_missed_run_sends_late_and_too_late_it_is_skipped(salon: Salon) -> None:
    booked(salon, salon.guest(), "2026-11-26 12:00")
    booked(salon, salon.guest("Eva"), "2026-11-27 12:00")
    salon.at("2026-11-26 05:59")
    assert sweep(salon) == [True, False], "Eva's waits until nine"
    assert reminders(salon)[1] == ("11-27 12:00", "11-26 09:00", "due", None)
    booked(salon, salon.guest("Ada"), "2026-11-30 12:00")
    salon.at("2026-12-24 12:00")
    assert sweep(salon) == [False, False]
    assert [row[2:] for row in reminders(salon)] == [("sent", None), ("skipped", "too late"), ("skipped", "too late")]
    assert len(notices(salon)) == 1


def test_the_edge_of_too_late(salon: Salon) -> None:
    booked(salon, salon.guest(), "2026-11-26 16:00")
    salon.at("2026-11-26 10:00")
    assert sweep(salon) == [False]
    assert [row[2:] for row in reminders(salon)] == [("skipped", "too late")]
    assert notices(salon) == []


def test_quiet_hours_are_waited_for(salon: Salon) -> None:
    booked(salon, salon.guest(), "2026-11-27 12:30")
    salon.at("2026-11-25 21:30")
    assert sweep(salon) == [False]
    assert notices(salon) == []
    salon.at("2026-11-26 08:59")
    assert due(salon) == []
    salon.at("2026-11-26 09:00")
    assert sweep(salon) == [True]


def test_after_a_move_the_new_time_is_reminded_of(salon: Salon) -> None:
    held = booked(salon, salon.guest())
    moved(salon, held.booking_id, "2026-11-30 10:00")
    assert reminders(salon) == [
        ("11-27 12:30", "11-25 12:30", "skipped", "moved"),
        ("11-30 10:00", "11-28 10:00", "due", None),
    ]
    moved(salon, held.booking_id, "2026-11-27 12:30")
    assert reminders(salon) == [
        ("11-27 12:30", "11-25 12:30", "due", None),
        ("11-30 10:00", "11-28 10:00", "skipped", "moved"),
    ]
    salon.at("2026-11-25 12:30")
    assert sweep(salon) == [True]
    moved(salon, held.booking_id, "2026-12-01 10:00")
    salon.at("2026-11-29 10:00")
    assert sweep(salon) == [True], "also when she was reminded of the old time"
    assert [row[2] for row in reminders(salon)] == ["sent", "skipped", "sent"]
    text = salon.effect(notices(salon)[-1])["payload"]["text"]
    assert "**martes 1 de diciembre a las 10:00**" in text
    assert salon.breaches() == []


def test_a_move_within_the_48_hours_needs_none(salon: Salon) -> None:
    held = booked(salon, salon.guest())
    salon.at("2026-11-24 09:00")
    moved(salon, held.booking_id, "2026-11-25 10:00")
    assert [row[2:] for row in reminders(salon)] == [("skipped", "moved")]


def test_a_kept_deposit_is_not_promised_back(salon: Salon) -> None:
    held = booked(salon, salon.guest())
    salon.rows("UPDATE booking SET kept_moves = 1")
    salon.at("2026-11-25 12:30")
    assert sweep(salon) == [True]
    text = salon.effect(notices(salon)[0])["payload"]["text"]
    assert "Señal pagada: 5,24 €" in text
    assert "ya no se devuelve" in text and "te devolvemos" not in text
    assert held.draft.deposit.cents == 524


def test_what_is_cancelled_is_not_reminded_of(salon: Salon) -> None:
    held = booked(salon, salon.guest())
    cancelled(salon, held.booking_id)
    assert reminders(salon) == [("11-27 12:30", "11-25 12:30", "skipped", "cancelled")]
    salon.at("2026-11-25 12:30")
    assert sweep(salon) == []


def test_plain_sql_that_went_past_the_commands_sends_nothing_wrong(salon: Salon) -> None:
    booked(salon, salon.guest())
    salon.at("2026-11-25 12:30")
    with salon.unit() as unit:
        unit.session.connection().exec_driver_sql("DELETE FROM occupancy")
        unit.session.connection().exec_driver_sql("UPDATE appointment SET status = 'cancelled'")
        unit.session.connection().exec_driver_sql("UPDATE booking SET status = 'cancelled'")
    assert sweep(salon) == [False]
    assert [row[2:] for row in reminders(salon)] == [("skipped", "cancelled")]
    assert notices(salon) == []


def test_two_runs_at_once_send_one(salon: Salon) -> None:
    booked(salon, salon.guest())
    salon.at("2026-11-25 12:30")
    (reminder_id,) = due(salon)
    sent: list[bool] = []

    def run() -> None:
        with salon.database.unit(salon.business_id) as unit:
            sent.append(remind(unit, reminder_id))
            unit.commit()

    with salon.database.unit(salon.business_id) as unit:
        assert remind(unit, reminder_id)
        # Without the lock both would read this row as it is for everybody else now.
        assert salon.row("SELECT status FROM reminder")["status"] == "due"
        other = Thread(target=run)
        other.start()
        unit.commit()
    other.join()
    assert sent == [False]
    assert len(notices(salon)) == 1


def test_another_business_cannot_send_it(salon: Salon) -> None:
    held = booked(salon, salon.guest())
    salon.at("2026-11-25 12:30")
    (reminder_id,) = due(salon)
    salon.rows(
        "INSERT INTO business (id, name, assistant, timezone, currency, default_language, languages, policy)"
        " VALUES (99, 'B', 'B', 'UTC', 'EUR', 'es', '{es}', '{}')"
    )
    with salon.database.unit(type(salon.business_id)(99)) as unit:
        assert not remind(unit, reminder_id)
        plan_reminder(unit, held.booking_id)
        unit.commit()
    assert reminders(salon) == [("11-27 12:30", "11-25 12:30", "due", None)]
    assert salon.booking(held.booking_id)["status"] == BookingStatus.CONFIRMED
