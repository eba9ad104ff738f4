"""The demo's patients. All are made up: 555 numbers ring nowhere, and example.org takes no mail."""

from datetime import date

from procedures.patients.models import Channel
from procedures.patients.registering import PatientDetails

BOTH = frozenset({Channel.SMS.value, Channel.EMAIL.value})
TEXTS = frozenset({Channel.SMS.value})
MAILS = frozenset({Channel.EMAIL.value})


def _person(
    name: str, born: date, phone: str, *, channels: frozenset[str] = BOTH, language: str = "en", zone: str = ""
) -> PatientDetails:
    given, family = name.split(" ")
    return PatientDetails(
        given_name=given,
        family_name=family,
        birth_date=born,
        phone=phone,
        email=f"{given}.{family}@example.org".lower(),
        language=language,
        zone_name=zone,
        channels=channels,
    )


MARIA = _person("Maria Santos", date(1958, 4, 9), "+12125550141")
GRACE = _person("Grace Okafor", date(1944, 11, 23), "+12125550142", channels=TEXTS)
WALTER = _person("Walter Lindqvist", date(1951, 2, 17), "+12125550143", channels=TEXTS)
MEI = _person("Mei Tanaka", date(1969, 7, 30), "+12125550144", channels=MAILS)
# She lives an hour west of the hospital's clock, and reads Spanish.
ROSA = _person("Rosa Delgado", date(1962, 12, 5), "+13125550145", language="es", zone="America/Chicago")
SAMUEL = _person("Samuel Brandt", date(1955, 9, 14), "+12125550146", channels=TEXTS)
PETER = _person("Peter Novak", date(1948, 1, 28), "+12125550147")
FATIMA = _person("Fatima Rahman", date(1960, 6, 3), "+12125550148", channels=TEXTS)
HELEN = _person("Helen Whitaker", date(1972, 3, 21), "+12125550149")
# No way to write to him was agreed: his reminders become telephone calls.
DESMOND = _person("Desmond Clarke", date(1939, 8, 11), "+12125550150", channels=frozenset())
JONAS = _person("Jonas Weber", date(1953, 10, 6), "+12125550153", channels=TEXTS)
INES = _person("Ines Moreau", date(1977, 1, 15), "+12125550154")
ALBERT = _person("Albert Finch", date(1936, 5, 2), "+12125550155")
OWEN = _person("Owen Hughes", date(1966, 10, 2), "+442079460151")
AISHA = _person("Aisha Khan", date(1981, 5, 19), "+442079460152")
