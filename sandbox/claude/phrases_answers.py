"""What answers a question: hours, payment, her appointments, what the salon does and does not do."""

ANSWERS: dict[str, tuple[str, str]] = {
    "from_us": ("Esto nos consta: {text}", "This is what the salon says: {text}"),
    "hours_line": ("{days}: {open}–{close}", "{days}: {open}–{close}"),
    "cancellation": (
        "",
        "You can cancel and get the deposit back up to {hours} hours before.",
    ),
    "payment": ("", "To hold a slot you pay a deposit of {percent} % ahead by card; the rest at the salon."),
    "open_on": ("El {day} abrimos en horario de {hours}.", "On {day} we are open {hours}."),
    "closed_on": ("El {day} cerramos{why}.", "We are closed on {day}{why}."),
    "next_open": (
        "El {day} sí abrimos, en horario de {hours}. ¿Te busco hueco?",
        "We are open on {day}, {hours}. Shall I look for a slot?",
    ),
    "appointments": ("Tienes:\n{list}", "You have:\n{list}"),
    "appointment": ("• {day} a las {time} con {stylist}: {services}", "• {day} at {time} with {stylist}: {services}"),
    "appointment_of": (
        "• {day} a las {time} con {stylist}, para {who}: {services}",
        "• {day} at {time} with {stylist}, for {who}: {services}",
    ),
    "no_appointments": ("Ahora mismo no tienes ninguna cita.", "You have no appointments right now."),
    "none_for_certain": ("Aún no tienes ninguna cita en firme.", "You have no appointment for certain yet."),
    "unpaid": ("Te guardo esto, todavía sin pagar:\n{list}", "I'm holding this for you, not paid yet:\n{list}"),
    "no_such": (
        "No me aparece ninguna cita tuya por delante. Si la pediste desde otro número, dímelo y te paso con una "
        "compañera; y si quieres una nueva, ¿te busco hueco?",
        "I can't see any coming appointment of yours. If you made it from another number, tell me and a colleague "
        "will help you; and if you want a new one, shall I look for a slot?",
    ),
    "only_yours": (
        "De las citas de otras personas no puedo decirte nada; solo puedo ver las tuyas.",
        "I can't tell you anything about other people's appointments; I can only see yours.",
    ),
    "nor": (" ni ", " or "),
    "quoted": ("«{said}»", "“{said}”"),
    "stranger": (
        "No encuentro {said} en nuestra carta de servicios.",
        "I can't find {said} on our list of services.",
    ),
    "stranger_near": (
        "No encuentro «{said}» en nuestra carta. Lo más parecido que hacemos es **{name}** ({price}, {minutes} min). "
        "¿Te interesa?",
        "I can't find “{said}” on our list. The closest we do is **{name}** ({price}, {minutes} min). Would that do?",
    ),
    "which_of_services": ("¿Cuál de estos prefieres: {items}?", "Which of these would you like: {items}?"),
    "stranger_taken": (
        "«{said}» como tal no lo tenemos; te miro lo más parecido, **{name}**.",
        "We don't have “{said}” as such; here is the closest, **{name}**.",
    ),
    "stranger_also": (
        "No encuentro «{said}» en nuestra carta; lo más parecido que hacemos es **{name}** ({price}, {minutes} min). "
        "Si lo quieres, dímelo y lo añado.",
        "I can't find “{said}” on our list; the closest we do is **{name}** ({price}, {minutes} min). "
        "If you want it, tell me and I'll add it.",
    ),
    "which_of_each": ("¿Cuáles de estos prefieres: {items}?", "Which of these would you like: {items}?"),
    "do_you_mean": ("¿Te refieres a {item}?", "Do you mean {item}?"),
    "left_out": (
        "Falta saber si quieres {items}: dímelo y también te lo pongo.",
        "I still have to know whether you want {items}: tell me and I'll put it in too.",
    ),
    "usual_hours": (
        "De ese día en concreto aún no tengo el horario, y puede ser festivo; este es el habitual.",
        "I don't have the hours of that very day yet, and it may be a holiday; these are the usual ones.",
    ),
    "offerings": (
        "Hacemos peluquería y estética: por ejemplo {items}. ¿Qué te gustaría hacerte?",
        "We do hair and beauty: for example {items}. What would you like to have done?",
    ),
    "compare": ("Te cuento: {items}.", "Here is what they are: {items}."),
    "consultation": (
        "Si no lo ves claro, hay una **{name}** de {minutes} min, sin coste. ¿Te busco hueco para la **{name}**?",
        "If you are not sure, there is a **{name}** of {minutes} min, at no charge. "
        "Shall I look for a slot for the **{name}**?",
    ),
    "team": ("Trabajamos {names}. ¿Con quién te gustaría?", "Our team is {names}. Who would you like to see?"),
    "usual": (
        "Desde aquí no veo lo que te hiciste la última vez. ¿Qué te gustaría hacerte?",
        "I can't see from here what you had last time. What would you like to have done?",
    ),
    "not_mine_to_change": (
        "Los precios y las condiciones son los del salón y no los puedo cambiar.",
        "Prices and conditions are the salon's, and I can't change them.",
    ),
    "unread_audio": (
        "Las notas de voz no las puedo escuchar. ¿Me lo escribes?",
        "I can't listen to voice notes. Could you write it to me?",
    ),
    "unread_file": (
        "Eso no lo puedo abrir desde aquí. ¿Me lo cuentas por escrito?",
        "I can't open that from here. Could you write it to me?",
    ),
}  # fmt: skip
