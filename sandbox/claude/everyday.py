"""Ordinary words of Spanish and English (folded): neither a name, nor a service, nor a misspelling."""

_SPANISH = """
a acaba acabo acaso adelante ademas adios ahi ahora ahorita al algo alguien algun alguna alguno
algunas algunos alli amable amiga amigo amor animo ano anos antes aparcar apellido apellidos
aqui asi aun aunque ayer ayuda ayudar ayudas bastante besos bien bienvenida bueno buena buenas
buenos busca buscar busco cada calle cambiar cambio cara caro casa casi cerca cerrado cerrais
chica chicas chico chicos cierra cita citas claro cliente clienta clientes cobrais coche cojo coge coger
cogeme color como completa completo con conmigo contigo correcto cosa cosas creo cual cuales cualquier
cualquiera cuando cuanta cuantas cuanto cuantos cuarto cuenta cuesta cuestan da dale das dando dar
darme de debe deberia debo deja dejame dejar del demas demasiado dentro desde despues dia dias
dice dices digo dime dinero direccion disponible disponibles disponibilidad donde dos doy duda dudas
dura duran el ella ellas ellos eme empezar en encanta encantada encantado encima enseguida entonces
entre era eran eres es esa esas ese eso esos espera espero esta estais estamos estan estar estara
estaria este esto estos estoy estupendo estupenda exacto excelente existe facil falta familia favor
fecha fechas feliz fenomenal fin finde fuera fui genial gente gracias gratis guarda guardame guardar guay
guapa guapo gusta gustan gustaria ha haber habia habla hablar hace haceis hacen hacer hacerle hacerme
haceros hacerse haces haceros hacia hago han has hasta hay haya he hecho hermana hermano hija hijo
hijos hola holi hora horario horarios horas hoy hueco huecos idea igual imposible informacion info
interesa interesada interesado ir iria iros irse jueves la largo las le les libre libres listo llama
llamame llamo llega llegar llego lleva llevar lo los luego lugar lunes madre mal mama manana mandar mañana mañanas
mande mano manos maravilla maravilloso martes mas me media mediodia medio mejor menos mensaje mes mesa
mi mia miercoles mientras minuto minutos mio mira mirame mirar mis misma mismo momento mucha muchas
mucho muchos mujer muy nada nadie necesitaba necesitamos necesito ni ninguna ninguno ningun niña niño
no noche noches nombre nos nosotras nosotros novia novio nueva nuevo nunca o ocupada ocupado ok okay
okey oye oyes os otra otras otro otros padre paga pagar pago papa para parece parte pasa pasado pasar
pase pedir pelo pena pense pensar pequeña pequeño perdon perdona pero persona personas perfecto
perfecta persona pide pido poco pocos podeis podemos poder podria podriais podrias pone poneis poner
ponerme ponga ponme por porfa porfi porque posible posibilidad precio precios preciosa preferia
preferible prefiero pregunta preguntar prima primera primero primo principio prisa probar problema
pronto proxima proximo pude pueda puedas puede puedes puedo pues punto puse que queda quedamos quedan
quedo queria queriamos quien quienes quiera quieras quiere quieres quiero quisiera quita quitar rapido
rato realidad recibido recomiendas recomendais regalo reserva reservar reservame reservamos resto
sabado sabe sabeis saber sabes salon saludo saludos se sea sean segunda segundo seguro sera seria
señora señor servicio servicios sé si siempre siento siete sigue simpatica sin sino sitio sobre sois
sola solamente solo somos son soy su super supongo sus sí tal tambien tampoco tan tanto tarda tarde
tardes te telefono temprano tendras tendria tendrias tendreis tengas tengo tenga tenia tenemos teneis
tener tercera tercero tia tiempo tiene tienen tienes tio toda todas todavia todo todos toma tomo trabaja
trabajo tras tres tu tus ultima ultimo un una unas uno unos urgente usted ustedes va vaya vale valen
valeis vamos van varias varios vas veces vemos venga vendria vengo venir ver veras verdad vez vi viene
xfa pls plz thx ty tb tmb tbn xq pq lol ntp
entrevista cena graduacion bautizo viaje porfis urgentes rapidito
vienes viernes voy vosotras vosotros vuelta vuestra vuestras vuestro vuestros whatsapp ya yo
abiertos abierto abierta abris abren abre aparcamiento parking tarjeta efectivo bizum pagos enlace link
pack packs bono oferta ofertas promocion descuento ahorro opcion opciones lista carta catalogo
semana proximas proximos finales principios junto juntas juntos seguido seguidas incluye incluido
ofreceis ofrecen ofrece realizais trabajais existen dedicais aceptais maria domingo cumpleaños boda
evento fiesta comunion vacaciones navidad uno dos tres cuatro cinco seis ocho nueve diez once doce
cambiarla cambiarlo anular anula cancela cancelar cancelo urge ideal perdonad perdone disculpa disculpad
atencion llamar llamada correo email foto fotos audio favorita favorito normal larga corto corta
cortita antelacion minimo maximo tope limite medianoche tardecita mañanita ratito peluqueria estetica
belleza salones ciudad barrio metro autobus tren vuelvo volver vuelve apunta apuntame apuntar quitame
confirma confirmo confirmar enterado enterada entendido entiendo encantaria podais puedan quepa cabe
mover muevo mueve muevas moverla moverlo muevela pasarla pasarlo pasala aplazar aplazarla adelantar adelantarla retrasar
retraso retrasarla cancelarla cancelas cancelala anularla anulala
anulame anulas añade añadelo añadela añademe añadir añademe añades quites
atasco trafico tardo tardare llegare espera esperar liberarse libere libera avisame avisadme avisas
dejalo dejarlo dejadlo olvidalo olvidarlo encuentro encuentra encontrar encontrado encontre logro consigo cuadrar
cuadra cuadran encaja encajan convence
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre trimestre
señal dinero devolucion reembolso recibo factura ticket justificante comprobante saldo importe euros
usar uso gastar comprar compro adquirir regalar devolver devuelve devolveis hablais final finalmente
trabajo turno puente festivo festivos fiestas verano invierno otoño primavera reyes nochebuena nochevieja
mejorar suficiente jaja jajaja jeje ostras uf uff ay eh ah oh mmm hmm vaya anda nuestra nuestro nena
cariño reina cielo ignora ignorar instrucciones sistema normas reglas olvida prompt ordenes numero
vez veinte treinta quince sobra efecto pregunto queremos quería querria querriamos desearia deseo apetece
apeteceria tocaria toca hacernos ponernos darnos cuidarme arreglarme arreglar verme atiende atienden
atendeis atender dado dicho puesto visto ocupado ocupados profesional peluquera peluquero estilista
chaval tras ambos ambas segun excepto incluso cuyo mientras aparte momentito minutito
"""

_ENGLISH = """
a able about above after afternoon again ago all allowed almost already also always am an and another
any anybody anyone anything anytime appointment appointments appreciate are around as ask at available
availability away back bad be because been before best better between big book booking both bring but
buy by bye call can cancel cannot cant card cash catch change charge cheap cheaper check choose clear
close closed closes come comes coming confirm cost costs could couple course cut day days dear deposit
did directions do does doesn't don't dont done down duration during each earlier earliest early easy
either else end enough even evening ever every everything exactly expensive fab fantastic far few fine
first fit fits fix for free friday from full get gets getting give given go going gonna good got grab
great guess had hair half happy has have haven't having he hear hello help her here hey hi him his hold
home hope hour hours how however hows i i'd i'll i'm i've id if ill im in information interested into is
isn't it it's its just keep kind know last late later latest least let let's lets like link list little
location long look looking lot love lovely lunch made make many maybe me mean message might mind mine
minute minutes moment monday money month more morning most much must my myself name need needed neither
new next nice night no nobody none noon nope nor not nothing now of off offer ok okay on once one ones
only open opening opens option options or other others our out over own parking part pay payment people
perfect perfectly person pick place please possible prefer pretty price prices problem put question
quick quite rather ready really regular reschedule reserve right salon same saturday saw say second see
send service services shall she short should show sir slot slots so some somebody someone something
sometime soon sooner sorry sort sounds space spot still street such sunday sure take takes talk tell
than thank thanks that that's thats the their them then there there's these they thing things think
third this those though thought thursday time times to today together tomorrow tonight too took treatment
treatments try tuesday two under until up us waiting waitlist use usual very visit wait wanna want wanted wants was way
we we'd we're wednesday week weekend weeks welcome well were what what's whats when whenever where
where's whether which while who whole why will wish with without woman women won't work works would
wouldn't yeah yep yes yesterday yet you you're your yours yup doing anyone's appointment's how's
human real agent manager staff ignore previous instructions instruction rules system prompt nah cheers
cheer ta mr mrs ms miss madam
january february march april june july august september october november december
receipt invoice refund final finally pay spend summer winter autumn spring
wedding party birthday event job interview holiday christmas dinner trip
"""

EVERYDAY = frozenset(_SPANISH.split()) | frozenset(_ENGLISH.split())
