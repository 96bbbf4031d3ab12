"""The ways people say what they are after.

Regular expressions over folded text (see words.fold). The lines of a block are
alternatives; a line that begins with @ goes on where the one before it ends.
"""

SAYINGS = {
    "EMERGENCY": r"""
        (?:me cuesta|no puedo) respirar|chest pain|dolor (?:en el|de) pecho|me ahogo
        can't breathe|cannot breathe|(?:me he|se ha) desmayad[oa]|ambulancia|ambulance|infarto
        heart attack|anafil\w+|anaphyla\w+
        (?:se me|me) (?:hincha|esta hinchando) la (?:cara|garganta|lengua)|suicid\w+
    """,
    "MEDICAL": r"""
        e[mn]bara[zs]\w+|pregnan\w+|lactancia|breastfeed\w*|alergi[ac]\w*|allerg\w+|medicacion
        medication|quimio\w*|chemo\w*|cancer|psoriasis|dermatitis|eczema|eccema|heridas?
        reaccion (?:alergica|en la piel)|epilep\w+|diabet\w+
        me (?:ha )?(?:salio|salido) (?:un )?(?:sarpullido|granos)|rash|piel irritada|quemaduras?
        (?:me|le|nos) (?:pican?|escuecen?|arden?|queman?)(?: \w+){0,3}
        @ (?:cabeza|cuero|piel|caras?|ojos?|cuello|frente|manos?|cejas?|parpados?|orejas?|labios?)
        picor(?:es)?|picazon|escozor|me (?:he|has|habeis|ha) quemado|ampollas?|hinchazon|swelling|blisters?
        (?:cara|ojos?|parpados?|labios?|cabeza|piel|manos?|cuello|frente) (?:\w+ ){0,2}hinchad[oa]s?
        (?:scalp|skin|head|face|eyes?|eyelids?|lips?|neck)(?: \w+){0,2} (?:burn\w*|itch\w*|sting\w*|swollen|hurts?)
        swollen (?:\w+ )?(?:scalp|face|eyes?|eyelids?|lips?)|itchy (?:scalp|skin|head|eyes)|burn(?:t|ed) my
        es seguro (?:el|la|para|si)|is it safe|marcapasos
    """,
    "PERSON": r"""
        (?:hablar|contactar|comunica\w*) (?:directamente )?con (?:(?:una?|la|el) )?
        @(?:persona|humano|alguien|encargad[ao]|responsable|agente|recepcionista|dueñ[ao])
        (?:ponme|pasame|pasarme|me pase\w*) (?:con )?(?:(?:una?|la|el) )?
        @(?:persona|humano|alguien|encargad[ao]|responsable|agente|recepcionista|dueñ[ao])
        que me (?:llame|escriba|atienda) (?:(?:una?|la|el) )?
        @(?:persona|humano|alguien|encargad[ao]|responsable|agente|recepcionista|dueñ[ao])
        una persona (?:real|de verdad|humana)|atencion humana|que me atienda una persona
        no quiero (?:hablar con )?(?:un )?(?:bot|robot|maquina)
        (?:talk|speak|chat) (?:to|with) (?:a |an |some)?(?:real |actual )?
        @(?:person|human|someone|somebody|one|agent|manager|staff|body)
        me (?:podeis|puedes|puede|pueden|podriais) (?:llamar|atender)|call me(?: back)?
        real person|human(?: please| agent)|quiero (?:a )?una persona(?! mas)|llamadme
        que me llameis
    """,
    "COMPLAINT": r"""
        (?:me|nos|le) (?:habeis|han|has|ha|hicisteis|hicieron|hizo|dejasteis|dejaron|dejo)
        @ (?:dejado |hecho )?(?:\w+ ){0,6}
        @(?:fatal|horrible|horroros[oa]|desastre|hech[oa] (?:un asco|polvo)|destroz\w+|estropead[oa]|mal|peor|un asco)
        me (?:habeis|han|has|ha) (?:destroz|estrop|arruin|fastidi)\w+|(?:exijo|reclamo|quiero) (?:mi|el) dinero
        (?:exijo|reclamo|quiero|necesito|pido) que (?:me |nos )?(?:devolv|devuelv|reembols)\w+ (?:mi|el|todo el) dinero
        (?:estoy|quede|salgo|sali) (?:muy |super |bastante |realmente |nada )?
        @(?:descontent|insatisfech|disgustad|decepcionad|indignad|enfadad|cabread|content[oa] con como)\w*
        (?:quiero|vengo a|tengo que) (?:\w+ )?(?:quejar|reclamar)\w*|una (?:queja|reclamacion|verguenza|estafa)
        (?:i )?want (?:my|the) money back|want a refund for|give me (?:my|the) money back
        you(?:'ve| have)? (?:ruined|destroyed|wrecked|messed up|butchered) (?:my|the)|(?:make|have) a complaint|complain
        (?:i am|i'm) (?:\w+ )?(?:unhappy|disappointed|upset|furious) (?:with|about|at)
    """,
    "DELAY": r"""
        lleg(?:o|are|amos|are) (?:\w+ )?(?:tarde|con retraso)|me retraso
        voy (?:con retraso|tarde)|llego en \d+|running late
        (?:i'll|i will|gonna) be (?:\w+ ){0,6}late|(?:\d+) min(?:ute)?s late|llego \d+ min\w* tarde
    """,
    "CANCEL": r"""
        cancel(?:a|as|ais|o|ar|ame|ala|alo|arla|adla|alas|arlas|arme|armela|amela|emos|emosla|ad|e|eis|ela|elo|elas|enla|en)
        cancel(?: it| that| my| the)?
        anul(?:a|as|ais|ar|ala|alo|o|arla|ame|amela|adla)
        ya no (?:l[oa] |me )?(?:quiero|necesito|interesa|hace falta|voy|puedo ir)
        no (?:l[oa] )?quiero (?:ya|la cita|el hueco|la reserva)
        (?:olvida(?:lo|te)|dejalo|dejamoslo|lo dejo)|mejor lo dejo|no longer want
        don't want (?:it|the (?:appointment|slot))(?: any ?more)?|forget (?:it|about it)
        release (?:it|the slot)|no voy a (?:ir|poder ir)
    """,
    "FORGET": r"""
        olvid(?:alo|arlo|emoslo|ate)|dej(?:alo|arlo|emoslo|amoslo)(?! (?:asi|para|en|el|a las|como))
        (?:mejor )?lo (?:dejo|dejamos)(?! (?:asi|para|en|el|a las|como))
        (?:ya )?no quiero nada(?! (?:de|del|mas|que|con|especial|raro))
        never ?mind|forget (?:it|about it)|don't want anything(?! (?:else|more))
    """,
    "NOTHING": r"""
        (?<![^\n])(?:(?:no|pues|al final|uy|ay|bah|vale)[, ]+)*nada(?:[,. ]+(?:muchas )?gracias)?[.! ]*(?![^\n])
        (?<![^\n])(?:no[, ]+)?nothing(?:[,. ]+thanks?(?: you)?)?[.! ]*(?![^\n])
    """,
    "STILL": r"""
        todavia(?! no)|aun (?:l[oa]|puedo|me|esta|sigue)|sigue (?:libre|disponible|ahi)
        still(?! (?:don't|not|haven't|no|waiting))
        (?:l[oa]|me l[oa]) (?:quiero|quedo)(?! (?:dejar|cancelar))|esta (?:libre|disponible) aun
    """,
    "GIVES_UP": r"""
        (?:quiero|necesito|tengo que|querria|quisiera|voy a|want to|need to) (?:cancel|anul)\w*
        cancel(?:a|ala|alo|adla|amela)|(?<!si )cancelo|cancel it|anul(?:a|ala|alo|o)|ya no (?:la |lo )?quiero
    """,
    "MOVE": r"""
        (?:cambiar|mover|modificar|pasar|aplazar|retrasar|adelantar|posponer|reprogramar)(?:me|nos)?
        @ (?:la |mi |esa |de )*(?:cita|hora|reserva|dia)
        (?:cambi|mov|muev|mod|pas|aplaz|retras|adelant|pos|reprogram)\w*l[ao]s?(?! (?:a ver|bien))
        (?:cambia|cambie|cambio|cambiais|cambiamos|mueve|muevo|pasa|paso|adelanta|aplaza|retrasa)(?:me|nos|rme)?
        @ (?:la |mi |esa )+(?:cita|hora)
        (?:la |me la |podemos |puedes |se puede )+
        @(?:cambiar|cambio|cambias|cambiamos|mover|mueves|muevo|pasar|pasas|paso)
        (?:otro dia|otra hora) (?:para )?mi cita
        (?:move|reschedule|change|push|postpone|bring) (?:\w+ )?(?:my|the) (?:appointment|booking|slot|haircut)
        reschedule|move it|change it to
    """,
    "APPOINTMENTS": r"""
        (?:que|q|k|ke|cuales|cuantas) citas? (?:tengo|hay a mi nombre|son mias|me quedan)
        (?:tengo|tenia|me queda) (?:alguna|ninguna|una) cita(?! disponible)|no tengo (?:ninguna )?citas?\s*\?
        (?:cuando|a que hora|que dia|con quien) (?:es|era|tengo|tenia) (?:la |mi )?cita
        (?:para|a nombre de) quien (?:es|era|son|esta|tengo) (?:la|mi|las|mis|esa|esta) (?:proxima )?citas?
        whos?e? (?:is|are) (?:the|my) appointments? for
        mis citas|mi (?:proxima )?cita (?:cuando|a que hora|es)
        (?:ver|consultar|recordar|recuerdame|dime) (?:las |mi |mis )(?:proximas? )?citas?
        (?:what|which|any) appointments? (?:do i|have i|i)
        (?:do i have|have i got) (?:an |any )?appointments?|my (?:next )?appointments?
        when is my appointment|what time is my appointment
    """,
    "OTHERS": r"""
        (?:citas?|cuando|hora|reserva)(?: \w+){0,3} (?:tiene|viene|de) mi (?:amig[ao]|herman[ao]|madre)
        (?:citas?|cuando|hora|reserva)(?: \w+){0,3} (?:tiene|viene|de) mi (?:novi[ao]|mujer|marido)
        (?:citas?|cuando|hora|reserva)(?: \w+){0,3} (?:tiene|viene|de) mi (?:prima|jefa|vecina|hij[ao])
        citas?(?: \w+){0,2} tiene (?:el cliente|la clienta|el (?:numero |telefono )?\+?\d{6,})
        (?:appointments?|bookings?)(?: \w+){0,3} (?:does|of|for) my (?:friend|sister|mother|wife)
        (?:appointments?|bookings?)(?: \w+){0,3} (?:does|of|for) (?:another customer|my husband)
        telefono de \w+
    """,
    "PAY_LINK": r"""
        (?:enlace|link|liga)|como (?:lo |la )?pago|ya (?:lo |la )?pago|donde (?:lo |la )?pago
        (?:pago|pagar|pagare|pagarl[oa]) (?:luego|despues|mas tarde|ahora|ya|hoy|mañana|en un rato)
        (?:pago|pagare|pagarl[oa]) esta (?:tarde|noche|mañana)|(?:lo|la) pago
        (?:puedo|quiero|voy a) pagar(?:l[oa])?|(?:ahora|luego) (?:lo |la )?(?:pago|hago)
        (?:hasta|asta) (?:cuando|que (?:hora|dia))(?: \w+){0,3} pag\w+|enlaz?[cs]?e
        cuanto tiempo (?:tengo|me queda)(?: \w+)? (?:para|de) pag\w+|how long (?:do|have) i (?:\w+ )*pay
        pay (?:it )?(?:later|now|in a bit|tonight)|how (?:do|can) i pay|where (?:do|can) i pay
        i'll pay|send (?:me )?(?:it|the link)
    """,
    "PAY_TROUBLE": r"""
        no (?:me )?(?:deja|funciona|va|abre|puedo|consigo|carga)(?: \w+){0,3} (?:pag\w+|enlace|link)
        no (?:me )?(?:deja|funciona|acepta|coge|puedo)(?: \w+){0,3} tarjeta
        (?:pago|tarjeta|enlace|link)(?: \w+){0,2} no (?:me )?(?:funciona|va|abre|deja|carga|pasa)
        (?:pago|tarjeta|enlace|link)(?: \w+){0,2} (?:falla|da error|rechaza\w*)
        (?:error|problemas?|fallo) (?:al|con el|en el|de) pag\w+|me (?:da|sale) (?:un )?error
        sig(?:ue|uen) (?:sin (?:funcionar|ir|dejarme)|fallando|igual|dando error)
        (?:payment|card|link) (?:\w+ )?(?:fail\w*|declined|doesn't work|isn't working|not working)
        can't pay|(?:el )?(?:pago|enlace|link)(?: \w+){0,2} (?:sigue|da)(?: \w+){0,2} (?:sin|error|fallo|igual)
        no (?:me )?(?:deja|funciona|va)(?: nada)?(?=\s*(?:[.,!?\n]|$))|no (?:me )?(?:lo |la )?acepta
    """,
    "HAS_PAID": r"""
        (?:cuanto|que) (?:tengo|llevo|he|tenemos|hemos) (?:ya )?pagad[oa]|cuanto (?:os )?he pagado|que tengo pagado
        how much (?:have|did) i (?:already )?pa(?:id|y)|what have i (?:already )?paid
    """,
    "PAID": r"""
        ya (?:he|esta) (?:pagado|hecho el pago|el pago)|(?:he|acabo de) paga(?:do|r)|pagado
        ya pague|(?:i've|i have|just|already) paid|paid
    """,
    "OWES": r"""
        (?:que|k|q|cuanto|kuanto|algo)(?: \w+){0,3} (?:falta|queda)(?: \w+){0,2} (?:por|x|de) (?:pagar|abonar|pago)
        (?:me |nos )?(?:falta|queda)(?: \w+){0,2} (?:por|x) (?:pagar|abonar)
        (?:os |te |le )?(?:debo|debemos) (?:algo|dinero|nada)|(?:cuanto|que) (?:os |te )?debo
        (?:tengo|hay|queda) (?:algo|alguna cosa|algun pago) pendiente(?: de pago)?|pendiente de pago
        esta todo pagado|lo tengo todo pagado|pago pendiente|pagos pendientes
        what do (?:i|we) (?:still )?(?:owe|have to pay)|do i (?:still )?owe|(?:anything|something) (?:left )?to pay
        what(?:'s| is) left to pay|still have to pay
    """,
    "PRICE": r"""
        precios?
        cuant[oa] (?:cuesta\w*|vale\w*|es|seria\w*|sale\w*|cobra\w*|son|costaria\w*)
        cuant[oa] me (?:sale|saldria|cobra\w*|costaria|cuesta)
        cuesta\w*|que vale\w*|tarifas?|how much|prices?|cost|costs|pricing|a cuanto|por cuanto
    """,
    "DURATION": r"""
        cuanto (?:\w+ )?(?:dura|tarda|tiempo|se tarda|tardais|tardaria|lleva)\w*
        (?:dura|duran|duracion)|how long|que tiempo
    """,
    "BOOK": r"""
        (?:pedir|reservar|coger|pillar|sacar|quiero|querria|queria|quisiera|dar(?:me)?|necesito|tener)
        @ (?:una? |el |la |mi )?(?:cita|hora|hueco|turno|reserva)
        (?:concertar|haz(?:me)?|hacer(?:me)?) (?:una? )?(?:cita|reserva)
        reserva(?:r|me|mos)?|pon(?:er)?(?:me|nos)? (?:una? |la )?cita
        (?:hay|tienes|teneis|te queda|queda|tendrias|habria|tendriais) (?:algun |un |algo |una )?
        @(?:hueco|hora|cita|sitio|disponibilidad|libre|algo)\w*
        cita para|disponibilidad|book|appointment|availability
        any (?:slots?|openings?|space|availability)|fit me in|puedo (?:ir|pasar|pasarme|venir)
        can i come|come in
    """,
    "OFFERINGS": r"""
        que (?:servicios|tratamientos|cosas) (?:\w+ )?(?:haceis|teneis|ofreceis|hay|hacen|tienen)
        (?:que|q|k|ke) (?:haceis|ofreceis|hacen)(?! (?:el|los|para) )|lista de (?:precios|servicios)
        (?:carta|catalogo) de servicios|what (?:services|treatments)|what do you (?:do|offer)
        price list|vuestros (?:servicios|precios)
    """,
    "TEAM": r"""
        quien(?:es)? (?:trabaja\w*|estais|hay|me (?:atiende|peina|puede)|lo hace|hace)
        (?:que|cuales) (?:peluquer[oa]s|estilistas|profesionales)|who (?:works|does|can do|will)
        which stylists
    """,
    "UNSURE": r"""
        no se (?:si|cual|que (?:hacerme|elegir|me conviene|es mejor))
        no (?:me decido|lo tengo claro|tengo claro)|no (?:lo )?se(?=\s*(?:[,.!?\n]|$))
        (?:dudo|duda) entre|estoy (?:entre|dudando|indecisa|indeciso)
        que (?:diferencia|me recomiendas|me aconsejas|me conviene|es mejor)
        cual (?:me recomiendas|es mejor|me conviene|recomendais)
        (?:not sure|can't decide|don't know) (?:if|which|whether|what)|can't decide
        what's the difference|which (?:is|one is) (?:better|best)|recommend
    """,
    "ANOTHER": r"""
        otr[oa]s? (?:hora|horas|hueco|huecos|cita|opcion|opciones|dia|momento|fecha|horario)
        (?:mas|otras) opciones|algo (?:mas|antes|despues|por)|ningun[ao]s?(?: de)?(?: me)?|tampoco
        no me (?:va|viene|cuadra|encaja|convence|gusta)\w* (?:bien )?(?:ningun[ao])?
        nada(?: de \w+(?: \w+)?)? me (?:va|viene|cuadra|encaja|convence)\w*
        (?:an)?other (?:time|slot|option|day|options|times|slots)|different (?:time|slot|day)
        none of (?:them|those|these)|something (?:else|later|earlier)|any(?:thing)? else|more options|neither
        cambi(?:ar|o|ame|arla) (?:de )?(?:hora|hueco|dia|la hora|el dia|de hora)
    """,
    "NO_DAY": r"""
        no (?:\w+ ){0,4}ningun (?:dia|hueco|momento)(?: libre)?(?: que me)?|no me \w+ (?:bien )?ningun (?:dia|momento)
        ningun (?:dia|hueco|momento) (?:que )?me (?:\w+)
        no (?:encuentro|consigo|doy con) (?:\w+ ){0,2}(?:dia|hueco|cita|hora)
        (?:can't|cannot|don't|couldn't) (?:find|see|have) (?:a|any) (?:day|slot|time)|no (?:day|time) (?:suits|works)
        none of the days
    """,
    "ENOUGH": r"""
        (?:nada|no)?[, ]*(?:solo )?era (?:solo |solamente )?
        @(?:eso|esa|una (?:duda|pregunta|consulta)|por saber\w*|curiosidad)
        nada mas|eso (?:es|era) todo|ya esta todo|nothing (?:else|more)|that(?:'s| is| was) (?:all|it)|no more questions
    """,
    "ADD": r"""
        tambien|ademas|añad\w+|y de paso|aparte|as well|also|add|plus|too
    """,
    "ANY_STYLIST": r"""
        me da igual (?:con )?quien|con (?:quien sea|cualquiera|quien puedas|quien este)
        cualquier (?:peluquer\w+|profesional|estilista)|(?:anyone|anybody|whoever|any stylist)
        no tengo preferencia|con otr[oa](?: persona| peluquer[oa]| chica| chico)?|someone else
    """,
    "GREETING": r"""
        hol+a+s?|holi+s?|buen[oa]s?(?: dias| tardes| noches)?|que tal|hello|hi+|hey+
        good (?:morning|afternoon|evening)|ey|saludos
    """,
    "THANKS": r"""
        (?:muchas |mil )?gracias|thanks?(?: you)?|thx|cheers
    """,
    "BYE": r"""
        adios|hasta (?:luego|pronto|mañana|manana|el \w+|entonces)|nos vemos|bye+|see you|chao
        ciao
    """,
    "MEDDLING": r"""
        ignor(?:a|ad|e|ar) (?:\w+ ){0,6}(?:instrucciones|reglas|normas|anterior\w*|indicaciones)
        ignore (?:\w+ ){0,6}(?:instructions|rules|previous|prompt)
        (?:system prompt|prompt del sistema|modo (?:desarrollador|administrador|admin))
        developer mode
        olvida (?:\w+ ){0,6}(?:instrucciones|reglas|normas)|(?:eres|you are|you're) (?:ahora|now)
        (?:cita |todo |lo |la )?gratis|for free|sin (?:pagar|cobrar\w*|señal|deposito)
        (?:pon|poner|baja|bajar|cambia|haz|hazme)\w* (?:\w+ ){0,5}(?:a (?:cero|0)|0 ?€|descuento)
        a nombre de \+?\d[\d ]{5,}|without paying|no deposit|discount|descuento
    """,
    "ROBOT": r"""
        (?:eres|es) (?:un |una )?(?:robot|bot|maquina|ia|persona|humana)
        (?:hablo|estoy hablando) con (?:un |una )?(?:robot|bot|maquina|persona|ia)
        are you (?:a )?(?:robot|bot|real|human|person|an? ai)
    """,
    "CONTEXT": r"""
        lo de siempre|lo mismo (?:de|que)|the usual|same as (?:last time|always)
    """,
}

# The topics of the FAQ and how people ask for them. Other topics are found by their own name.
TOPICS = {
    "hours": r"""
        horarios?
        (?:a )?(?:que|hasta que) hora (?:\w+ )?(?:abr\w+|cerr\w+|cierr\w+|estais|esta abierto)
        abr(?:is|en|e|ireis)|abiert[oa]s?|cerr(?:ais|ado|ada|ados)|cierr(?:an|a)
        opening (?:hours|times)|(?:are|is|do|you) (?:\w+ )?open|open (?:on|today|tomorrow)
        what time do you|close(?:d)?(?: on| at)|hours
    """,
    "parking": r"""
        parkin[gn]?|aparca\w*|estacion\w+|where (?:can|do) i park|park|parquear|dejar el coche
    """,
    "address": r"""
        direccion|donde (?:estais|estas|esta|os encontr\w+|queda\w*|es|se encuentra)|ubicacion
        ubicad[oa]s?|como (?:llego|llegar|se llega)|en que calle|address
        where (?:are you|is (?:it|the salon))|located|location|how do i get there|que calle
    """,
    "cancellation": r"""
        politica de cancel\w+
        (?:y )?si (?:\w+ ){0,3}(?:cancelo|cancelar|anulo|no puedo ir|no voy|cancele)
        (?:puedo|podria|se puede|podre) (?:cancelar|anular)|devolv\w+|devuelv\w+|reembols\w+
        refund\w*|cancell?ation(?: policy)?|if i (?:need to |have to )?cancel|can i cancel
        cancelacion\w*
    """,
    "payment": r"""
        como se paga|formas? de pago|metodos? de pago
        (?:pagar|pago|aceptais|acepta\w*|admitis) (?:\w+ ){0,2}(?:tarjeta|efectivo|bizum|metalico)
        bizum|efectivo|señal|deposito|fianza|deposit|(?:how|what) (?:\w+ ){0,6}(?:payment|pay)\w*
        by card|cash|pago por adelantado|hay que pagar|pagar(?: \w+)? (?:en el salon|alli)|pay at the salon
    """,
}
