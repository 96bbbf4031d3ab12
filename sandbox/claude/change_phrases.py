"""What the receptionist says about appointments that stand: moved, cancelled, late, added to."""

CHANGES: dict[str, tuple[str, str]] = {
    # Which of hers
    "which_to_move": ("¿Cuál de tus citas quieres cambiar?", "Which of your appointments would you like to move?"),
    "which_to_cancel": ("¿Cuál de tus citas quieres cancelar?", "Which of your appointments would you like to cancel?"),
    "which_to_change": ("¿En cuál de tus citas lo cambio?", "Which of your appointments shall I change?"),
    "none_of_yours": (
        "No veo ninguna cita tuya por delante. ¿Te busco una?",
        "I can't see any coming appointment of yours. Shall I look for one?",
    ),
    "released_second": (
        "Perdona. Ya no te guardo ese segundo hueco.",
        "Sorry. I'm no longer holding that second slot.",
    ),
    "late_not_today": ("Hoy no me aparece ninguna cita tuya.", "I can't see any appointment of yours today."),
    "stays": ("De acuerdo, tu cita se queda como está.", "All right, your appointment stays as it is."),
    "move_or_cancel": (
        "Vaya. ¿Prefieres que busque otro momento para tu cita o que la cancele?",
        "Oh. Would you rather have another time for it, or shall I cancel it?",
    ),
    # Moving
    "move_when": ("¿A qué día u hora te la cambio?", "What day or time shall I move it to?"),
    "move_to_which": ("¿A cuál te la cambio?", "Which one shall I move it to?"),
    "move_to_this": ("¿Te la cambio?", "Shall I move it?"),
    "move_options": ("El **{day}** tengo:\n{options}", "On **{day}** I have:\n{options}"),
    "move_options_days": ("Para tu cita tengo:\n{options}", "For your appointment I have:\n{options}"),
    "move_one": (
        "El **{day}** tengo hueco a las {time} con {stylist}.",
        "On **{day}** I have {time} with {stylist}.",
    ),
    "move_keeps": ("Tu señal de **{deposit}** se mantiene.", "Your deposit of **{deposit}** is kept."),
    "move_keeps_late": (
        "Tu señal de **{deposit}** se mantiene para la nueva cita, pero ya no se podrá devolver.",
        "Your deposit of **{deposit}** is kept for the new time, but cannot be given back any more.",
    ),
    "move_none": (
        "No encuentro hueco para cambiarla. ¿Qué otro día u hora te vendría bien?",
        "I can't find a time to move it to. What other day or time would suit you?",
    ),
    "moved": (
        "¡Listo! Tu cita es ahora el {day} a las {time} con {stylist}.",
        "Done! Your appointment is now on {day} at {time} with {stylist}.",
    ),
    "move_gone": (
        "¡Vaya! Ese hueco se acaba de ocupar; tu cita sigue como estaba.",
        "Oh no, that time has just gone; your appointment stands as it was.",
    ),
    # Cancelling
    "cancel_this": (
        "¿Cancelo tu cita del **{day} a las {time}** con {stylist} ({services})?",
        "Shall I cancel your appointment on **{day} at {time}** with {stylist} ({services})?",
    ),
    "cancel_these": ("¿Cancelo estas citas?\n{list}", "Shall I cancel these appointments?\n{list}"),
    "cancel_refund": (
        "Si me dices que sí, la señal de **{refund}** vuelve a tu tarjeta.",
        "If you say yes, the deposit of **{refund}** goes back to your card.",
    ),
    "cancel_lost": (
        "Como faltan menos de {hours} horas, la señal de **{lost}** no se devuelve. Si prefieres cambiarla a otro "
        "momento, la señal se conserva.",
        "As it is less than {hours} hours away, the deposit of **{lost}** is not given back. If you would rather "
        "move it to another time, the deposit is kept.",
    ),
    "cancel_session": (
        "Como faltan menos de {hours} horas, la sesión de tu bono cuenta como usada.",
        "As it is less than {hours} hours away, the session of your pack counts as used.",
    ),
    "cancelled": ("Hecho. Aquí estoy para cuando quieras otra.", "Done. I'm here whenever you want another."),
    "one_by_one": ("Vamos una por una.", "Let's take them one by one."),
    # Late
    "late_how_long": (
        "¡Gracias por avisar! ¿Dentro de cuántos minutos llegas, más o menos?",
        "Thank you for telling us! In about how many minutes will you be here?",
    ),
    "late_ask": (
        "Serían {delay} min de retraso para tu cita de las {time} con {stylist}. No se cancela nada. {tight}"
        "¿Aviso al salón?",
        "That makes you {delay} min late for {time} with {stylist}. Nothing is cancelled. {tight}"
        "Shall I tell the salon?",
    ),
    "late_tight": (
        "Después tiene otra cita a las {next}, así que iremos con el tiempo justo. ",
        "The next one begins at {next}, so time will be short. ",
    ),
    "late_told": (
        "Ya lo saben: {delay} min de retraso en la cita de las {time}. ¡Te esperan!",
        "They know now: {delay} min late for {time}. See you soon!",
    ),
    "late_in_time": (
        "Llegas a tiempo: tu cita es a las {time} con {stylist}.",
        "You'll be in time: your appointment is at {time} with {stylist}.",
    ),
    "late_not_told": ("De acuerdo, no aviso.", "All right, I won't tell them."),
    # Other services
    "change_ask": (
        "Quedaría así: {services}, el **{day}** a las {time} con {stylist}, hasta las {ends}. Total: {total}.{money} "
        "¿Lo cambio?",
        "It would be: {services}, on **{day}** at {time} with {stylist}, until {ends}. Total: {total}.{money} "
        "Shall I change it?",
    ),
    "change_supplement": (" Faltarían **{supplement}** de señal.", " **{supplement}** more deposit would be due."),
    "change_back": (
        " Si me dices que sí, **{back}** de la señal vuelven a tu tarjeta.",
        " If you say yes, **{back}** of the deposit go back to your card.",
    ),
    "changed": (
        "¡Listo! {services}, el {day} a las {time} con {stylist}.",
        "Done! {services}, on {day} at {time} with {stylist}.",
    ),
    "changed_pay": (
        "Falta la señal de **{supplement}**; aquí tienes el enlace:\n{link}",
        "The deposit of **{supplement}** is left to pay; here is the link:\n{link}",
    ),
    "change_no_time": (
        "A esa hora no cabe. ¿Te busco otro momento para tu cita?",
        "There is no time for that then. Shall I look for another time for your appointment?",
    ),
    "change_no": (
        "Eso no lo puedo cambiar en esa cita. ¿Te busco un hueco aparte?",
        "I can't change that in this appointment. Shall I look for a slot of its own?",
    ),
    # The usual
    "usual_is": ("Lo de siempre: {items}.", "Your usual: {items}."),
    "usual_gone": ("{items} ya no lo hacemos.", "We don't do {items} any more."),
    # Reminders
    "comes": ("¡Genial, gracias por decírmelo!", "Great, thank you for telling me!"),
}  # fmt: skip
