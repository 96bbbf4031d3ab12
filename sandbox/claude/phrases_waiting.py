"""What is said of the waiting list."""

WAITING: dict[str, tuple[str, str]] = {
    "waiting": (
        "Te dejo apuntada en la lista de espera: {what}. Si se libera algo te escribo, y te lo guardo "
        "{minutes} minutos.",
        "You are on the waiting list: {what}. If something opens up I'll write, and keep it for you "
        "for {minutes} minutes.",
    ),
    "wait_days": ("del {first} al {last}", "from {first} to {last}"),
    "with": (" con {stylist}", " with {stylist}"),
    "wait_yes": (
        "Sí, tenemos lista de espera: cuando se libera un hueco, se ofrece por orden.",
        "Yes, there is a waiting list: when a slot becomes free, it is offered in turn.",
    ),
    "wait_ask": (
        "Sería para {what}. ¿Te apunto en la lista de espera?",
        "It would be for {what}. Shall I put you on the waiting list?",
    ),
    "wait_what": (
        "¿Para qué servicio y qué día te apunto en la lista de espera?",
        "For what service and what day shall I put you on the waiting list?",
    ),
    "wait_what_for": (
        "¿Para qué servicio te apunto en la lista de espera?",
        "For what service shall I put you on the waiting list?",
    ),
    "wait_which_day": (
        "¿Para qué día te apunto en la lista de espera?",
        "For what day shall I put you on the waiting list?",
    ),
    "wait_instead": (
        "Si ninguno te va bien, te apunto en la lista de espera.",
        "If none of it suits you, I can put you on the waiting list.",
    ),
    "wait_for_day": (
        "Si solo te va bien el {day}, ¿te apunto en la lista de espera?",
        "If only {day} suits you, shall I put you on the waiting list?",
    ),
    "or_else_list": (
        "Si tampoco te encajan, dime otro día u otra hora; y si quieres, te apunto en la lista de espera.",
        "If they don't suit you either, tell me when; and if you like, I can put you on the waiting list.",
    ),
    "wait_on": ("Sí, sigues en la lista de espera:\n{list}", "Yes, you are still on the waiting list:\n{list}"),
    "wait_also": (
        "Y estás en la lista de espera:\n{list}",
        "And you are on the waiting list:\n{list}",
    ),
    "wait_not_on": (
        "Ahora mismo no estás en la lista de espera. ¿Quieres que te apunte?",
        "You are not on the waiting list right now. Shall I put you on it?",
    ),
    "wait_most": (
        "Más veces no te puedo apuntar: ya esperas por todo esto.\n{list}",
        "I can't put you on it again: you wait for all of this already.\n{list}",
    ),
    "wait_offer": (
        "Si quieres, te apunto en la lista de espera.",
        "If you like, I can put you on the waiting list.",
    ),
    "wait_exists": (
        "Y si no damos con nada, tenemos lista de espera.",
        "And if we find nothing, there is a waiting list.",
    ),
    "wait_no": ("Para eso no te puedo apuntar.", "I can't put you on the list for that."),
    "wait_left": ("Hecho, ya no estás en la lista de espera.", "Done, you are off the waiting list."),
}  # fmt: skip
