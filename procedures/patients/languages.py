"""The language in which a patient, or who cares for one, reads and is written to."""

from procedures.patients.models import Caregiver, Patient


def speak(person: Patient | Caregiver, *, language: str) -> None:
    """From now on write to `person` in `language`, as they asked: their pages, and the messages still to come."""
    if person.language == language:
        return
    person.language = language
    person.save(update_fields=["language"])
