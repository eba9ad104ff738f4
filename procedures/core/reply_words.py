"""The words of replies, in English and Spanish, folded: small letters, no accents, no punctuation.

Sources for STOP, START and HELP: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out and the FCC's rule of
2025 that a plain wish in other words counts as well (47 CFR 64.1200(a)(10)).
"""


def _phrases(written: str) -> tuple[str, ...]:
    """Phrases with a bar or a new line between them."""
    return tuple(phrase.strip() for line in written.splitlines() for phrase in line.split("|") if phrase.strip())


STOP = frozenset(
    _phrases("""
    stop | stopall | stop all | unsubscribe | end | quit | revoke | optout | opt out | cancel
    alto | parar | pare | para ya | cancelar | baja | basta | no mas | no mas mensajes""")
)
START = frozenset(_phrases("start | unstop | resume | empezar | iniciar | comenzar | reanudar"))
HELP = frozenset(_phrases("help | info | help me | ayuda | informacion"))
YES = frozenset(
    _phrases("""
    c | y | yes | yep | yeah | ok | okay | confirm | confirmed | i confirm
    si | confirmo | confirmar | vale""")
)
CONFIRMATIONS = frozenset(_phrases("c | confirm | confirmed | i confirm | confirmo | confirmar"))
NO = frozenset(_phrases("n | no | nope | cannot | i cannot | no puedo"))
THANKS = frozenset(
    _phrases("thank you | thanks | thx | ty | thank you so much | many thanks | gracias | muchas gracias")
)
COURTESY = frozenset(_phrases("please | thanks | thank | you | gracias | por | favor"))
# Marks that stand for a word when nothing else is written.
MARKS = {"👍": "yes", "✅": "yes", "✔": "yes", "☑": "yes", "👌": "yes", "👎": "no", "❌": "no"}

# DONE and MISSED may stand with numbers and with the fillers; any other word makes it a thing for a nurse.
DONE = frozenset(
    _phrases("""
    done | did it | all done | finished | completed
    hecho | hecha | ya lo hice | listo | lista | terminado""")
)
MISSED = frozenset(
    _phrases("""
    missed | missed it | i missed it | forgot | i forgot | forgot it | i forgot it
    did not do it | i did not do it | didnt do it | i didnt do it
    no lo hice | se me olvido | me olvide | lo olvide | olvide | no lo he hecho | se me paso""")
)
FILLERS = frozenset(
    _phrases("""
    i | have | ive | is | are | and | the | with | step | steps | task | tasks | item | items | number | numbers | it
    y | e | el | la | los | las | paso | pasos | tarea | tareas | numero | numeros | he | esta | estan""")
)

# A wish to hear no more, said in a sentence.
STOP_WISHES = _phrases("""
    stop texting | stop messaging | stop sending | stop these texts | stop the texts | stop the messages
    no more texts | no more messages | do not text | dont text | remove me | take me off | remove my number
    deje de enviar | dejen de enviar | no me mande | no me manden | no me envie | no me envien
    no quiero mensajes | no quiero mas mensajes""")

# Words that a nurse must see first. The software judges none of them: it only puts the message on top and sends the
# same fixed words to everyone. A star stands for any ending.
ALARMS = _phrases("""
    chest pain* | pain in my chest | pain in chest | my chest hurts | chest hurts | chest is tight | tight chest
    cant breathe | cannot breathe | can not breathe | trouble breathing | hard to breathe | breathing is hard
    short of breath | shortness of breath | choking | throat is closing
    bleed* | blood | passed out | faint* | unconscious | stroke | heart attack | seizure* | face droop*
    cant move | cannot move | numb | numbness | cant pee | cannot pee | cant urinate | cannot urinate
    high fever | swollen leg | leg is swollen | calf pain | pus | allergic reaction | overdose*
    suicid* | kill myself | want to die | emergency | 911 | 999 | 112 | ambulance
    dolor en el pecho | dolor de pecho | duele el pecho | no puedo respirar | me cuesta respirar
    falta el aire | falta de aire | sangre | sangra* | desmay* | infarto | derrame | convulsion*
    no puedo mover | entumecid* | no puedo orinar | fiebre alta | pierna hinchada | reaccion alergica
    quiero morir | emergencia | urgencia | ambulancia""")
# Ordinary words of a preparation that hold one of those.
HARMLESS = _phrases("""
    blood test* | blood work | bloodwork | blood pressure | blood thinner* | blood draw | blood sugar | blood type
    analisis de sangre | prueba de sangre | examen de sangre | presion de la sangre""")
# What a phone writes when its owner presses a mark on one of our texts.
REACTIONS = ("liked", "loved", "laughed at", "emphasized", "disliked", "questioned", "le gusto", "le encanto")
