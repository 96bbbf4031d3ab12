"""What is said of what is left to pay (an ordered pack, what a deposit lacks), and of what sessions have paid."""

OWED: dict[str, tuple[str, str]] = {
    "bono_waits": (
        "Queda pendiente de pago el bono **{name}**: son **{total}**, y vale hasta las {until}.\n{link}",
        "The pack of sessions **{name}** is still to be paid: **{total}**, until {until}.\n{link}",
    ),
    "bono_first": (
        "En cuanto el bono **{name}** esté pagado te busco hueco. Son **{total}**, y vale hasta las {until}:\n{link}",
        "As soon as the pack **{name}** is paid I'll look for a slot. It is **{total}**, until {until}:\n{link}",
    ),
    "bono_released": (
        "De acuerdo, dejamos el bono **{name}**.",
        "All right, we'll leave the pack of sessions **{name}**.",
    ),
    "owing": (
        "De la señal de tu cita del {day} a las {time} con {stylist} faltan **{supplement}**; puedes pagarlos aquí:\n"
        "{link}",
        "Of the deposit for {day} at {time} with {stylist}, **{supplement}** is still to be paid; you can pay here:\n"
        "{link}",
    ),
    "owing_several": (
        "De la señal de estas citas faltan **{supplement}**:\n{list}\nPuedes pagarlos aquí:\n{link}",
        "Of the deposit for these, **{supplement}** is still to be paid:\n{list}\nYou can pay here:\n{link}",
    ),
    "paid_so_far": (
        "De tu cita del {day} a las {time} con {stylist} está pagada la señal de **{deposit}**.",
        "For {day} at {time} with {stylist} the deposit of **{deposit}** is paid.",
    ),
    "paid_nothing_yet": (
        "No veo ninguna señal tuya pagada para una cita que esté por venir.",
        "I can't see a deposit of yours for any coming appointment.",
    ),
    "nothing_owed": ("No tienes nada pendiente de pago.", "You have nothing left to pay."),
    "pay_trouble_now": (
        "Siento el lío. Prueba otra vez desde aquí.",
        "Sorry about that. Please try again from here.",
    ),
    "pay_trouble_again": (
        "Si vuelve a fallar, dímelo y te ayuda una compañera.",
        "If it fails again, tell me and a colleague will help you.",
    ),
    # Paid already, by a session
    "line_session": ("**{name}**: {minutes} min, con tu bono.", "**{name}**: {minutes} min, with your sessions."),
    "item_session": ("**{name}** ({minutes} min, con tu bono)", "**{name}** ({minutes} min, with your sessions)"),
    "sum_session": (
        "En total son {total}, y con tu bono no hay señal que pagar.",
        "In all it is {total}, and with your sessions there is no deposit to pay.",
    ),
    "sum_free": ("En total son {total}, y no hay señal que pagar.", "In all it is {total}, with no deposit to pay."),
    "no_deposit": ("Para esto no hay señal que pagar.", "There is no deposit to pay for this."),
    "choose_first_free": (
        "Todavía no te guardo ninguno; dime cuál y te lo guardo.",
        "I'm not holding one for you yet; tell me which.",
    ),
}  # fmt: skip
