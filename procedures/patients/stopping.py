"""STOP and START: whether texts may go to a number at all, whoever shares it."""

from datetime import datetime

from django.db import transaction

from procedures.patients.models import CaregiverConsent, Channel, Consent, Suppression

# Why a consent ended that START brings back.
SAID_STOP = "the patient answered STOP"
TOLD_THE_PROVIDER = "the patient told the provider to stop"
_BROUGHT_BACK = (SAID_STOP, TOLD_THE_PROVIDER)


@transaction.atomic
def stop_texts(address: str, *, because: str, now: datetime) -> bool:
    """Let no more texts go to `address`, and end the consents that stand on it. Returns False if it was so already."""
    _, is_new = Suppression.objects.get_or_create(
        address=address, lifted_at=None, defaults={"since": now, "because": because}
    )
    ended = {"withdrawn_at": now, "withdrawn_because": because}
    Consent.objects.standing().filter(channel=Channel.SMS, patient__phone=address).update(**ended)
    CaregiverConsent.objects.standing().filter(channel=Channel.SMS, caregiver__phone=address).update(**ended)
    return is_new


@transaction.atomic
def restore_texts(address: str, *, now: datetime) -> bool:
    """Let texts go to `address` again: the consents that STOP ended stand anew. Returns False if nothing was stopped.

    A consent that ended for another reason stays ended.
    """
    if not Suppression.objects.standing().filter(address=address).update(lifted_at=now):
        return False
    ended = Consent.objects.filter(channel=Channel.SMS, patient__phone=address, withdrawn_because__in=_BROUGHT_BACK)
    for consent in ended.order_by("patient", "-withdrawn_at", "-pk").select_related("patient"):
        Consent.objects.get_or_create(
            patient=consent.patient,
            channel=Channel.SMS,
            withdrawn_at=None,
            defaults={"wording_version": consent.wording_version, "given_at": now},
        )
    of_caregivers = CaregiverConsent.objects.filter(
        channel=Channel.SMS,
        caregiver__phone=address,
        caregiver__withdrawn_at=None,
        withdrawn_because__in=_BROUGHT_BACK,
    )
    for given in of_caregivers.order_by("caregiver", "-withdrawn_at", "-pk").select_related("caregiver"):
        CaregiverConsent.objects.get_or_create(
            caregiver=given.caregiver,
            channel=Channel.SMS,
            withdrawn_at=None,
            defaults={"wording_version": given.wording_version, "given_at": now},
        )
    return True
