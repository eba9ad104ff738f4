"""The demo's post: the texts as each patient sees them on the phone, and the mails. There is no such page elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from phonenumber_field.phonenumber import PhoneNumber

from procedures.core.wording_of_time import clock_words, short_day_words
from procedures.messaging.models import IncomingMessage, OutboxMessage
from procedures.messaging.replies.taking import take_reply
from procedures.patients.models import Caregiver, Patient
from procedures.web import clock
from procedures.web.demo.mailbox import newest_mails

NEWEST = 200
# Under this name replies are kept that are typed here.
PROVIDER = "outbox"
LONGEST_REPLY = 1600


@dataclass(frozen=True, slots=True)
class Message:
    """A text, or a mail where it has a subject, with its time in words; `is_mine` where the phone's owner wrote it."""

    key: str
    body: str
    at: datetime
    when: str
    subject: str = ""
    is_mine: bool = False


@dataclass(slots=True)
class Recipient:
    """Someone whom messages reached: a patient, or an address that no patient has now."""

    key: str
    name: str
    phone: str = ""
    email: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    texts: list[Message] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)

    @property
    def latest(self) -> datetime:
        """When the newest one came."""
        return max((message.at for message in (*self.texts, *self.mails)), default=datetime.min.replace(tzinfo=UTC))


def recipients() -> list[Recipient]:
    """Everyone with a message, the newest first. At most five queries."""
    texts = list(OutboxMessage.objects.order_by("-accepted_at", "-pk")[:NEWEST])
    replies = list(IncomingMessage.objects.filter(provider=PROVIDER).order_by("-received_at", "-pk")[:NEWEST])
    mails = newest_mails(settings.MAILBOX)
    by_address = _people({text.address for text in texts}, {mail.to for mail in mails})
    for text in texts:
        person = by_address.setdefault(text.address, Recipient(text.address, text.address, phone=text.address))
        when = _when(text.accepted_at, person.zone)
        person.texts.append(Message(f"text-{text.pk}", text.body, text.accepted_at, when))
    for reply in replies:
        if (writer := by_address.get(reply.from_address)) is not None:
            when = _when(reply.received_at, writer.zone)
            writer.texts.append(Message(f"reply-{reply.pk}", reply.body, reply.received_at, when, is_mine=True))
    for mail in mails:
        person = by_address.setdefault(mail.to, Recipient(mail.to, mail.to, email=mail.to))
        person.mails.append(Message(mail.key, mail.text, mail.at, _when(mail.at, person.zone), mail.subject))
    for person in by_address.values():
        person.texts.sort(key=lambda message: message.at, reverse=True)
    found = {person.key: person for person in by_address.values() if person.texts or person.mails}
    return sorted(found.values(), key=lambda person: person.latest, reverse=True)


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One person's phone and mail, and the others to choose from. 204 for a page that is still up to date."""
    if not settings.IS_DEMO:
        raise Http404
    people = recipients()
    wanted = request.GET.get("to")
    person = next((person for person in people if person.key == wanted), people[0] if people else None)
    stamp = ".".join(f"{one.key}-{len(one.texts)}-{len(one.mails)}-{int(one.latest.timestamp())}" for one in people)
    if request.headers.get("HX-Request") and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context = {"people": people, "person": person, "stamp": stamp, "is_chosen": wanted is not None}
    return render(request, "outbox/outbox.html", context | {"event": uuid4(), "longest": LONGEST_REPLY})


@require_POST
def reply(request: HttpRequest) -> HttpResponse:
    """A text that is typed on the pretended phone. Sent twice by a second press, it is one."""
    if not settings.IS_DEMO:
        raise Http404
    phone, body = request.POST.get("from", ""), request.POST.get("body", "")[:LONGEST_REPLY].strip()
    if phone and body:
        event = request.POST.get("event", "") or str(uuid4())
        take_reply(PROVIDER, event=event, from_address=phone, to_address="", body=body, now=clock.now())
    return redirect(f"{reverse('outbox')}?{urlencode({'to': request.POST.get('to', '')})}")


def _people(phones: set[str], emails: set[str]) -> dict[str, Recipient]:
    by_address: dict[str, Recipient] = {}
    patients = list(_patients("phone__in", phones)) + list(_patients("email__in", emails))
    known: dict[int, Recipient] = {}
    for patient in patients:
        phone = patient.phone.as_e164 if isinstance(patient.phone, PhoneNumber) else ""
        person = known.setdefault(
            patient.pk, Recipient(f"patient-{patient.pk}", str(patient), phone, patient.email, patient.zone)
        )
        for address in (phone, patient.email):
            if address:
                by_address.setdefault(address, person)
    for caregiver in Caregiver.objects.filter(phone__in=phones - set(by_address)).select_related("patient"):
        phone = str(caregiver.phone)
        name = f"{caregiver} (for {caregiver.patient})"
        by_address.setdefault(phone, Recipient(f"caregiver-{caregiver.pk}", name, phone, zone=caregiver.patient.zone))
    return by_address


def _patients(lookup: str, addresses: set[str]) -> Sequence[Patient]:
    return list(Patient.objects.filter(**{lookup: addresses}).order_by("pk")) if addresses else []


def _when(at: datetime, zone: ZoneInfo) -> str:
    return f"{short_day_words(at.astimezone(zone).date())}, {clock_words(at, zone)}"


urlpatterns = [path("outbox/", show, name="outbox"), path("outbox/reply/", reply, name="outbox-reply")]
