"""How the rules about the waiting list break, and what only looks like it. `{...}` are ids of `tests.day`."""

WISH = (
    "INSERT INTO waitlist_entry (id, business_id, customer_id, conversation_id, service_ids, first_day, last_day,"
    " part, created_at, status, offered_until) VALUES (77, (SELECT min(id) FROM business), {customer Laura},"
    " {talk}, '{{}}', '2026-11-27', '2026-11-27', 'any', %(now)s"
)
OFFERED = (
    f"{WISH}, 'offered', %(now)s + interval '9 min');"
    " INSERT INTO occupancy (business_id, stylist_id, during, kind, waitlist_entry_id, lapses_at)"
    " SELECT business_id, (SELECT min(id) FROM stylist), tstzmultirange(tstzrange('2027-01-04 10:00Z',"
    " '2027-01-04 11:00Z')), 'waitlist', id, offered_until FROM waitlist_entry;"
    " INSERT INTO offer (business_id, conversation_id, code, stylist_id, starts_at, ends_at, service_ids, made_at,"
    " shown_in, waitlist_entry_id) SELECT e.business_id, e.conversation_id, 'w9', r.stylist_id, lower(r.during),"
    " upper(r.during), '{{}}', %(now)s, (SELECT max(id) FROM outbox WHERE conversation_id = {talk}), e.id"
    " FROM waitlist_entry e JOIN occupancy r ON r.waitlist_entry_id = e.id"
)
"""A slot that is offered to Laura, and reserved for her."""

RESERVED: dict[str, tuple[str, ...]] = {
    "what the waiting list has offered is not reserved, or somebody was never told": (
        f"{WISH}, 'offered', %(now)s + interval '9 min')",
        f"{OFFERED}; DELETE FROM occupancy WHERE kind = 'waitlist'",
        f"{OFFERED}; UPDATE occupancy SET lapses_at = lapses_at + interval '1 h' WHERE kind = 'waitlist'",
        f"{OFFERED}; UPDATE occupancy SET stylist_id = stylist_id + 1 WHERE kind = 'waitlist'",
        f"{OFFERED}; DELETE FROM offer WHERE waitlist_entry_id = 77",
        f"{OFFERED}; UPDATE offer SET shown_in = NULL WHERE waitlist_entry_id = 77",
        f"{OFFERED}; UPDATE waitlist_entry SET conversation_id = {{handover}}",
    ),
    "time is reserved for somebody on the waiting list to whom nothing is offered": (
        f"{OFFERED}; UPDATE waitlist_entry SET status = 'left'",
        f"{OFFERED}; UPDATE waitlist_entry SET status = 'waiting'",
    ),
}

PAST_ITS_END: dict[str, tuple[str, ...]] = {
    "an offer of the waiting list, or what it reserves, stands for over a minute past its end": (
        f"{WISH}, 'offered', %(now)s - interval '61 s')",
        f"{OFFERED}; UPDATE waitlist_entry SET offered_until = %(now)s - interval '61 s';"
        " UPDATE occupancy SET lapses_at = %(now)s - interval '61 s' WHERE kind = 'waitlist'",
    ),
}

IN_ORDER = {
    "an offer of the waiting list": OFFERED,
    "an offer that has just run out, and whose time somebody else has taken": f"{WISH}, 'offered', %(now)s)",
}
"""What looks unfinished and is not wrong."""

CROSSED = f"{OFFERED}; UPDATE offer SET shown_in = (SELECT id FROM outbox WHERE kind = 'note') WHERE code = 'w9'"
"""What she was offered was shown to somebody else."""
