"""What is said to those who come in company, book for others, buy packs of sessions or are asked something first."""

COMPANY: dict[str, tuple[str, str]] = {
    # Several visits in one booking
    "you_start": ("Para ti", "For you"),
    "whose_start": ("Para {who}", "For {who}"),
    "you": ("tú", "you"),
    "visit": ("{time} con {stylist}", "{time} with {stylist}"),
    "visit_of": ("{who} con {stylist}", "{who} with {stylist}"),
    "visit_of_at": ("{who} a las {time} con {stylist}", "{who} at {time} with {stylist}"),
    "several": ("• {visits}", "• {visits}"),
    "several_at": ("• {time}: {visits}", "• {time}: {visits}"),
    "several_dated": ("• {day}, {visits}", "• {day}, {visits}"),
    "several_dated_at": ("• {day} a las {time}: {visits}", "• {day} at {time}: {visits}"),
    "one_several": (
        "El **{day}** tengo esto, todo junto:\n{option}\n¿Te lo guardo?",
        "On **{day}** I have this, all together:\n{option}\nShall I hold it for you?",
    ),
    "one_several_then": (
        "Ese día tengo esto, todo junto:\n{option}\n¿Te lo guardo?",
        "That day I have this, all together:\n{option}\nShall I hold it for you?",
    ),
    "sum": (
        "En total son {total}, con una sola señal de {deposit}.",
        "In all it is {total}, with a single deposit of {deposit}.",
    ),
    "held_visits": (
        "Te guardo el **{day}**, todo en una reserva ({total} en total):\n{visits}",
        "I'm holding **{day}** for you, all in one booking ({total} in all):\n{visits}",
    ),
    "held_visit": ("• {time} con {stylist}: {services}", "• {time} with {stylist}: {services}"),
    "held_visit_of": ("• {who}, {time} con {stylist}: {services}", "• {who}, {time} with {stylist}: {services}"),
    "just_gone_all": (
        "¡Vaya! Uno de esos huecos se acaba de ocupar, así que no te guardo ninguno; te miro otros.",
        "Oh no, one of those slots has just gone, so I'm holding none of them; here are others.",
    ),
    # For somebody else
    "ask_person": (
        "¿Cómo se llama {who}? Dime su nombre completo y la cita irá a su nombre.",
        "What is the full name of {who}? The appointment will be in that name.",
    ),
    "ask_person_for": (
        "¿Cómo se llama {who}? Dime su nombre completo y te guardo el {day} a las {time} con {stylist}.",
        "What is the full name of {who}? Then I'll hold {day} at {time} with {stylist}.",
    ),
    "ask_known": (
        "¿La cita es para {names}? Si es para otra persona, dime su nombre completo.",
        "Is the appointment for {names}? If it is for somebody else, tell me the full name.",
    ),
    "ask_known_for": (
        "¿Te guardo el {day} a las {time} con {stylist} para {names}? Si es para otra persona, dime su nombre "
        "completo.",
        "Shall I hold {day} at {time} with {stylist} for {names}? If it is for somebody else, tell me the full name.",
    ),
    "person_refused": (
        "No he podido apuntar ese nombre. ¿Cómo se llama {who}? Dime su nombre completo.",
        "I couldn't note that. What is the full name of {who}?",
    ),
    "noted_person": ("Apunto su nombre: {name}.", "I have the name: {name}."),
    # Packs of sessions
    "bonos": ("De **{service}** tenemos bono:\n{lines}", "For **{service}** there are packs of sessions:\n{lines}"),
    "bono": (
        "• **{name}**: {sessions} sesiones por {total}; ahorras {saving}",
        "• **{name}**: {sessions} sessions for {total}; you save {saving}",
    ),
    "ask_bono": ("¿Quieres el bono?", "Would you like the pack of sessions?"),
    "which_bono": ("¿Qué bono prefieres?", "Which pack of sessions would you like?"),
    "no_bono": (
        "De **{service}** no tenemos bono; sí puedes reservar sesión a sesión.",
        "There is no pack of sessions for **{service}**; you can book one at a time.",
    ),
    "bono_of_what": ("¿De qué servicio quieres el bono?", "A pack of sessions of what service?"),
    "bono_name": (
        "¿Me dices tu nombre y apellido? Con eso te preparo el bono **{name}**.",
        "Could you tell me your name and surname? With that I'll set up the pack of sessions **{name}**.",
    ),
    "bono_pay": (
        "Aquí tienes el enlace para pagar el bono **{name}**: son **{total}**, y vale hasta las {until}.\n{link}",
        "Here is the link to pay for the pack **{name}**: **{total}**, until {until}.\n{link}",
    ),
    "by_session": (
        "Te queda bono (**{pack}**, {left} sesiones): esta va con él y no hay señal que pagar.",
        "You have sessions left (**{pack}**, {left}): this one goes with it, with no deposit to pay.",
    ),
    # What a service asks first
    "intake": (
        "Antes de guardártelo tengo que preguntarte una cosa: {question}",
        "Before I hold it I have to ask you something: {question}",
    ),
    "intake_again": ("Perdona, no me ha quedado claro: {question}", "Sorry, I'm not sure I understood: {question}"),
}
