"""What the receptionist says, in Spanish and in English. Facts come in as they were told to us."""

from .change_phrases import CHANGES
from .phrases_answers import ANSWERS
from .phrases_company import COMPANY
from .phrases_owed import OWED
from .phrases_waiting import WAITING

PHRASES: dict[str, tuple[str, str]] = CHANGES | COMPANY | WAITING | ANSWERS | OWED | {
    # Names
    "confirm_name": ("¿Eres {name}?", "Are you {name}?"),
    "ask_name": ("¿Cómo te llamas?", "What's your name?"),
    "pleased": ("Encantada, {name}.", "Nice to meet you, {name}."),
    "noted_name": ("Gracias, {name}.", "Thank you, {name}."),
    "ask_surname": (
        "¿Me dices tu apellido, {name}? Así te guardo el hueco del {day} a las {time} con {stylist}.",
        "Could you tell me your surname, {name}? Then I'll hold {day} at {time} with {stylist}.",
    ),
    "ask_surname_all": (
        "¿Me dices tu apellido, {name}? Así te guardo el {day}, todo junto:\n{visits}",
        "Could you tell me your surname, {name}? Then I'll hold {day}, all together:\n{visits}",
    ),
    "ask_full_name": (
        "¿Me dices tu nombre y apellido, por favor? Con eso te guardo el hueco.",
        "Could you tell me your name and surname, please? Then I can hold the slot.",
    ),
    "name_refused": (
        "No he podido apuntar ese nombre. ¿Me lo escribes tal cual, nombre y apellido?",
        "I couldn't note that name. Could you write your name and surname once more?",
    ),
    # Hello and goodbye
    "hello": ("¡Hola! ¿En qué te ayudo?", "Hello! How can I help you?"),
    "hello_name": ("¡Hola, {name}! ¿En qué te ayudo?", "Hello, {name}! How can I help you?"),
    "tell_me": (
        "Cuéntame, ¿qué te gustaría hacerte?",
        "Tell me, what would you like to have done?",
    ),
    "which_service_for": (
        "Claro, te miro el {day}. ¿Qué te gustaría hacerte?",
        "Of course, I can check {day}. What would you like to have done?",
    ),
    "welcome": ("¡A ti! Aquí estoy para lo que necesites.", "You're welcome! I'm here if you need me."),
    "good": ("¡Estupendo! Si necesitas algo más, aquí estoy.", "Great! I'm here if you need anything."),
    "goodbye": ("¡Hasta pronto!", "Bye for now!"),
    "robot": (
        "Soy la asistente virtual del salón; si prefieres hablar con una persona, dímelo y te paso.",
        "I'm the salon's virtual assistant; if you'd rather talk to a person, just say so.",
    ),
    # Prices
    "line": ("**{name}**: {price}, {minutes} min.", "**{name}**: {price}, {minutes} min."),
    "line_free": ("**{name}**: {minutes} min, sin coste.", "**{name}**: {minutes} min, no charge."),
    "item": ("**{name}** ({price}, {minutes} min)", "**{name}** ({price}, {minutes} min)"),
    "total": ("{items}. En total: {total} y {minutes} min.", "{items}. In all: {total}, {minutes} min."),
    "pack_line": ("**{name}**: {price}, {minutes} min.", "**{name}**: {price}, {minutes} min."),
    "pack_more": (
        "Con el pack **{pack}** te llevas también {extra} por {price} en total, {minutes} min, y ahorras "
        "{saving}. ¿Prefieres el pack o solo {services}?",
        "With the pack **{pack}** you also get {extra} for {price} in all, {minutes} min, and save "
        "{saving}. Would you like the pack or just {services}?",
    ),
    "pack_same": (
        "Juntos salen mejor con el pack **{pack}**: {price} en total, {minutes} min, y ahorras "
        "{saving}. ¿Te lo pongo con el pack?",
        "Together they come cheaper as the pack **{pack}**: {price} in all, {minutes} min, and you "
        "save {saving}. Would you like the pack?",
    ),
    "look_once_decided": (
        "En cuanto me digas, te miro los huecos del {day}.",
        "As soon as you tell me, I'll check the slots on {day}.",
    ),
    "look_once_decided_first": (
        "En cuanto me digas, te miro los primeros huecos libres.",
        "As soon as you tell me, I'll check the first free slots.",
    ),
    "and_which_day": ("Y dime qué día te viene bien.", "And tell me what day suits you."),
    "pack_or_not": (
        "¿Te quedas con el pack **{pack}** o sin el pack?",
        "Would you like the pack **{pack}** or not?",
    ),
    "ask_day": (
        "¿Qué día te viene bien? Si prefieres, te busco el primer hueco libre.",
        "What day suits you? If you prefer, I can look for the first free slot.",
    ),
    "ask_any_day": (
        "¿Qué días u horas te vienen mejor? También puedo buscarte el primer hueco libre.",
        "What days or times suit you best? I can also look for the first free slot.",
    ),
    "doubtful_date": (
        "El {number} no cae en {weekday}. ¿Qué día te miro?",
        "The {number} is not a {weekday}. Which day shall I check?",
    ),
    "ask_other_day": ("Claro. ¿Qué otro día te vendría bien?", "Of course. What other day would suit you?"),
    "shall_i_look": ("¿Te busco hueco?", "Shall I look for a slot?"),
    "shall_i_look_first": ("¿Te busco los primeros huecos libres?", "Shall I look for the first free slots?"),
    "doubtful_day": (
        "Para no equivocarme, ¿qué día miro: el {one} o el {other}?",
        "Just to be sure, which day shall I check: {one} or {other}?",
    ),
    # Slots
    "options_day": (
        "El **{day}** tengo:\n{options}\n{which}",
        "On **{day}** I have:\n{options}\n{which}",
    ),
    "options_days": (
        "Tengo estos huecos:\n{options}\n{which}",
        "I have these slots:\n{options}\n{which}",
    ),
    "which": ("¿Cuál prefieres?", "Which one would you like?"),
    "which_suits": ("¿Cuál te viene mejor?", "Which suits you best?"),
    "option": ("• {time} con {stylist}", "• {time} with {stylist}"),
    "option_dated": ("• {day} a las {time} con {stylist}", "• {day} at {time} with {stylist}"),
    "one_option": (
        "El **{day}** tengo hueco a las {time} con {stylist}. ¿Te lo guardo?",
        "On **{day}** I have {time} with {stylist}. Shall I hold it for you?",
    ),
    "one_option_then": (
        "Ese día tengo hueco a las {time} con {stylist}. ¿Te lo guardo?",
        "That day I have {time} with {stylist}. Shall I hold it for you?",
    ),
    "still_free": (
        "Sí, sigue libre: el **{day}** a las {time} con {stylist}. ¿Te lo guardo otra vez?",
        "Yes, it is still free: **{day}** at {time} with {stylist}. Shall I hold it for you again?",
    ),
    "only_open": ("El {day} solo abrimos en horario de {hours}.", "On {day} we are only open {hours}."),
    "which_of_these": ("¿Cuál prefieres?\n{options}", "Which one would you like?\n{options}"),
    "other_time": ("¿Qué otro día o qué hora te vendría bien?", "What other day or time would suit you?"),
    "or_else": ("Si tampoco te encajan, dime otro día u otra hora.", "If they don't suit you either, tell me when."),
    "none_left": (
        "No veo nada más que te pueda encajar. ¿Qué otro día u hora te vendría bien?",
        "I can't see anything else that might suit you. What other day or time would be good?",
    ),
    "not_that_hour": (
        "A esa hora no me queda hueco; lo más cercano es esto.",
        "I have nothing free at that time; this is the closest.",
    ),
    "nothing_later": ("Más tarde no me queda nada ese día.", "I have nothing later that day."),
    "nothing_earlier": ("Antes no me queda nada ese día.", "I have nothing earlier that day."),
    "closed": ("El {day} cerramos.", "We are closed on {day}."),
    "full": ("El {day} ya no me queda hueco.", "I have no free slot left on {day}."),
    "full_part": (
        "El {day} no me queda hueco {part}.",
        "I have no free slot on {day} {part}.",
    ),
    "no_skill": ("{stylist} no hace ese servicio.", "{stylist} does not do that."),
    "stylist_full": (
        "Con {stylist} no me queda hueco.",
        "{stylist} has no free slot.",
    ),
    "past": ("Ese día ya ha pasado. ¿Qué otro día te viene bien?", "That day is over. What other day suits you?"),
    "beyond_horizon": (
        "Para esa fecha aún no tengo la agenda abierta. ¿Qué otro día te viene bien?",
        "The diary is not open that far ahead yet. What other day suits you?",
    ),
    "nothing": (
        "Ahora mismo no encuentro hueco. ¿Qué otro día u otra hora te vendría bien?",
        "I can't find a free slot right now. What other day or time would suit you?",
    ),
    "trouble": (
        "Perdona, ahora mismo no puedo mirarlo. ¿Qué día te vendría bien, y lo intento otra vez?",
        "Sorry, I can't check that right now. What day would suit you, so I can try again?",
    ),
    "two_visits": (
        "Peluquería y estética van en citas separadas. ¿Con cuál de las dos empezamos?",
        "Hair and beauty go in separate appointments. Which of the two shall we start with?",
    ),
    # Holding a slot
    "held": (
        "Te guardo el **{day} a las {time}** con {stylist}: {services}, {total} en total.",
        "I'm holding **{day} at {time}** with {stylist} for you: {services}, {total} in all.",
    ),
    "held_pay": (
        "Solo falta la señal de **{deposit}**; te lo guardo {minutes} minutos, hasta las {until}:\n{link}",
        "All that's left is the deposit of **{deposit}**; it's yours for {minutes} minutes, until {until}:\n{link}",
    ),
    "held_then": ("En cuanto llegue el pago te aviso por aquí.", "I'll let you know here once the payment arrives."),
    "just_gone": ("¡Vaya! Ese hueco se acaba de ocupar.", "Oh no, that slot has just gone."),
    "gone": ("Ese hueco ya no lo tengo; te miro lo que hay.", "I no longer have that slot; here is what there is."),
    "pay_again": (
        "Te lo guardo hasta las {until}. Aquí tienes el enlace para la señal de **{deposit}**:\n{link}",
        "I'm holding it until {until}. Here is the link for the deposit of **{deposit}**:\n{link}",
    ),
    "pay_trouble": (
        "Siento el lío. Prueba otra vez desde aquí; te guardo el hueco hasta las {until}:\n{link}\n"
        "Si vuelve a fallar, dímelo y te ayuda una compañera.",
        "Sorry about that. Please try again from here; I'm holding the slot until {until}:\n{link}\n"
        "If it fails again, tell me and a colleague will help you.",
    ),
    "choose_first": (
        "Todavía no te guardo ninguno; dime cuál y te paso el enlace para la señal.",
        "I'm not holding one for you yet; tell me which and I'll send you the link for the deposit.",
    ),
    "paid_wait": (
        "¡Gracias! En cuanto nos llegue el aviso del banco te escribo por aquí.",
        "Thank you! I'll write here as soon as we hear from the bank.",
    ),
    "paid_nothing": (
        "Ahora mismo no tengo nada tuyo pendiente de pago. Si acabas de hacerlo, el aviso del banco puede tardar un "
        "momento en llegar.",
        "I have nothing of yours that is left to pay. If you have just done it, the bank may take a moment to say so.",
    ),
    "released": (
        "De acuerdo, ya no te guardo ese hueco. Si quieres otro, dime qué día te viene bien.",
        "All right, I'm no longer holding that slot. If you want another, tell me what day suits you.",
    ),
    "no_hold": (
        "Ahora mismo no te estoy guardando ningún hueco. ¿Te busco uno?",
        "I'm not holding any slot for you right now. Shall I look for one?",
    ),
    "no_hold_lapsed": (
        "El hueco que te guardaba ya no lo tengo. ¿Te busco otro?",
        "I no longer have the slot I was holding for you. Shall I look for another?",
    ),
    "left_it": (
        "De acuerdo, lo dejamos. Aquí estoy si cambias de idea.",
        "All right, we'll leave it. I'm here if you change your mind.",
    ),
    "thanks": ("¡A ti!", "You're welcome!"),
    "hold_stands": (
        "Te sigo guardando el {day} a las {time} con {stylist} hasta las {until}.",
        "I'm still holding {day} at {time} with {stylist} until {until}.",
    ),
    "hold_stands_all": (
        "Te sigo guardando el {day} hasta las {until}:\n{visits}",
        "I'm still holding {day} until {until}:\n{visits}",
    ),
    # Handing over, not understanding
    "handed_over": (
        "Se lo paso a una compañera del salón y te escribe por aquí.",
        "I'm passing this on to a colleague at the salon, who will write to you here.",
    ),
    "handed_over_complaint": (
        "Siento mucho lo que me cuentas. Se lo paso a una compañera del salón y te escribe por aquí.",
        "I'm very sorry to hear that. I'm passing this on to a colleague at the salon, who will write to you here.",
    ),
    "handed_over_medical": (
        "Sobre eso prefiero que te responda una compañera del salón; le paso tu pregunta y te escribe por aquí.",
        "I'd rather a colleague at the salon answered that; I'm passing on your question.",
    ),
    "handed_over_emergency": (
        "Si es una emergencia, llama ahora mismo al {number}. Aviso a una compañera del salón.",
        "If this is an emergency, call {number} right now. I'm telling a colleague at the salon.",
    ),
    "confused": ("Perdona, no te he entendido bien.", "Sorry, I didn't quite get that."),
    "confused_open": (
        "Perdona, no te he entendido bien. ¿Quieres pedir una cita o tienes alguna pregunta?",
        "Sorry, I didn't quite get that. Would you like an appointment or do you have a question?",
    ),
}  # fmt: skip

PARTS = {
    "morning": ("por la mañana", "in the morning"),
    "afternoon": ("por la tarde", "in the afternoon"),
    "evening": ("a última hora", "in the evening"),
}
