"""The words for days and hours in each language. Another language is another `Words`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `parts_of_day` are (until which hour, what it is called), in order."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    day: str
    clock: str
    moment: str
    midnight: str
    night_before: str
    named_hours: Mapping[tuple[int, int], str]
    parts_of_day: tuple[tuple[int, str], ...]
    doubled: tuple[str, str]
    days_beside: Mapping[int, str]
    days_before: str
    days_after: str
    now: str
    ahead: str
    ago: str
    units: tuple[tuple[str, str], ...]


ENGLISH = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    day="{weekday} {day} {month}",
    clock="{hour}:{minute} {part}",
    moment="{day}, {clock}",
    midnight="12 midnight at the end of {day}",
    night_before="(the night before)",
    named_hours={(0, 0): "12 midnight", (12, 0): "12 noon"},
    parts_of_day=(
        (1, "after midnight"),  # "Tuesday, 12:30 at night" would be read as the night after that day
        (12, "in the morning"),
        (18, "in the afternoon"),
        (22, "in the evening"),
        (24, "at night"),
    ),
    doubled=("before the clocks go back", "after the clocks go back"),
    days_beside={
        -1: "the day before your operation",
        0: "the day of your operation",
        1: "the day after your operation",
    },
    days_before="{days} days before your operation",
    days_after="{days} days after your operation",
    now="now",
    ahead="in {length}",
    ago="{length} ago",
    units=(("minute", "minutes"), ("hour", "hours"), ("day", "days")),
)

SPANISH = Words(
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    day="{weekday} {day} de {month}",
    clock="{hour}:{minute} {part}",
    moment="{day}, {clock}",
    midnight="12 de la medianoche al final del {day}",
    night_before="(la noche anterior)",
    named_hours={(0, 0): "12 de la medianoche", (12, 0): "12 del mediodía"},
    parts_of_day=(
        (6, "de la madrugada"),
        (12, "de la mañana"),
        (20, "de la tarde"),
        (24, "de la noche"),
    ),
    doubled=("antes de atrasar el reloj", "después de atrasar el reloj"),
    days_beside={
        -1: "el día antes de su operación",
        0: "el día de su operación",
        1: "el día después de su operación",
    },
    days_before="{days} días antes de su operación",
    days_after="{days} días después de su operación",
    now="ahora",
    ahead="dentro de {length}",
    ago="hace {length}",
    units=(("minuto", "minutos"), ("hora", "horas"), ("día", "días")),
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH, "es": SPANISH}
