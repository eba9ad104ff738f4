"""Every page about a patient, and every act on one, leaves an entry in the audit trail.

It stands here, around all views, and not in each of them: a page that somebody adds tomorrow is in the trail as well.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.checklists.models import Surgery
from procedures.hospitals.models import User
from procedures.patients.models import Patient
from procedures.web import clock
from procedures.web.searches import kept_search
from procedures.web.trail_acts import ACTS, SEVERAL, STEPS
from procedures.web.trail_subjects import ABOUT_NOBODY, EVIDENCE, key_of, patient_of, subject_of

Answer = Callable[[HttpRequest], HttpResponse]
ONCE_AN_HOUR = 3600  # seconds
TOLD = "board in the trail"  # in the session: since when


class Trail:
    """The innermost middleware: what it writes is in one transaction with the act, and last in it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write down who read or did what. Without the entry there is no answer."""
        match = _resolved(request.path_info)
        if match is None or not _is_about_patients(match):
            return self.get_response(request)
        if request.method in ("GET", "HEAD"):
            response = self.get_response(request)
            _note_reading(request, response, match)
            return response
        with transaction.atomic():
            before = len(_said(request))
            response = self.get_response(request)
            if response.status_code < 400:
                _note_act(request, response, match, was_refused=_is_refusal(request, _said(request)[before:]))
        return response


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _is_about_patients(match: ResolverMatch) -> bool:
    module = str(getattr(match.func, "__module__", ""))
    return module.startswith(("procedures.web.nurse", "procedures.web.patient")) or match.app_name == "admin"


def _note_reading(request: HttpRequest, response: HttpResponse, match: ResolverMatch) -> None:
    # A patient who reads their own list leaves an entry when it is opened, no more: see the sign-in.
    if response.status_code != 200 or not isinstance(request.user, User):
        return
    page = match.url_name or ""
    if match.app_name == "admin":
        _note_admin(request.user, page, str(match.kwargs.get("object_id", "")))
        return
    about = _about(match) or (_asked_for(request) if page == "assign" else None)
    if about:
        patient, unit = about
        row = int(match.kwargs.get("pk", 0))
        record(Act.PAGE_READ, by=request.user, patient_id=patient, unit_id=unit, now=clock.now(), page=page, row=row)
    elif kept_search(request, page) if page == "assign" else _is_read_anew(request, page):
        record(Act.LIST_READ, by=request.user, now=clock.now(), page=page)


def _is_read_anew(request: HttpRequest, page: str) -> bool:
    """True for a list; but not for the board where it was opened within the hour, and asks by itself what is new."""
    if page != "board":
        return page in SEVERAL
    now = clock.now().timestamp()
    is_told = now - float(request.session.get(TOLD, 0)) < ONCE_AN_HOUR
    if not is_told:
        request.session[TOLD] = now
    return not (is_told and request.headers.get("HX-Request"))


def _note_admin(by: User, page: str, row: str) -> None:
    """The administrator's pages of rows that are a patient's."""
    model, _, kind = page.removeprefix("procedures_").rpartition("_")
    way = EVIDENCE.get(model)
    if way is None:
        if model in ABOUT_NOBODY:
            record(ABOUT_NOBODY[model], by=by, now=clock.now(), page=page)
        return
    row = key_of(model, row)  # the address may call it otherwise, as " 12" or "_312"
    patient = patient_of(model, way, row) if kind == "change" else None
    act = Act.PAGE_READ if patient else Act.LIST_READ
    about = patient or (None, None)
    record(act, by=by, patient_id=about[0], unit_id=about[1], now=clock.now(), page=page, row=row[:64])


def _note_act(request: HttpRequest, response: HttpResponse, match: ResolverMatch, *, was_refused: bool) -> None:
    page = match.url_name or ""
    row = next((value for value in match.kwargs.values() if isinstance(value, int)), 0)
    facts: dict[str, str | int] = {"page": page} | ({"row": row} if row else {})
    if was_refused:
        facts["outcome"] = "refused"
    patient = getattr(request, "patient", None)
    if isinstance(patient, Patient):
        caregiver = getattr(request, "caregiver", None)
        who = f"caregiver {caregiver.pk}" if caregiver else "patient"
        unit = Surgery.objects.filter(patient=patient).order_by("-pk").values_list("unit_id", flat=True).first()
        _record(request, response, page, facts, by=None, by_label=who, about=(patient.pk, unit))
    elif isinstance(request.user, User):
        about = _about(match) or _led_to(response)
        if about or page in ACTS:
            _record(request, response, page, facts, by=request.user, by_label="", about=about or (None, None))


def _record(
    request: HttpRequest,
    response: HttpResponse,
    page: str,
    facts: dict[str, str | int],
    *,
    by: User | None,
    by_label: str,
    about: tuple[int | None, int | None],
) -> None:
    act = STEPS.get((page, request.POST.get("step", ""))) or ACTS.get(page, Act.CHANGED)
    if response.status_code == 200 and (by is not None or not request.headers.get("HX-Request")):
        # The form came back, or shows first what it would do. Only a patient's acts are answered by a part of the page.
        act = Act.PAGE_READ if about[0] else Act.LIST_READ
        facts.pop("outcome", None)
    record(act, by=by, by_label=by_label, patient_id=about[0], unit_id=about[1], now=clock.now(), **facts)


def _is_refusal(request: HttpRequest, said: list[int]) -> bool:
    """True where the page has words about it, and nothing was done. A patient is told so by an error; staff also by
    words of no more than news, and of what was done by a warning where there is more to see to.
    """
    if isinstance(getattr(request, "patient", None), Patient):
        return messages.ERROR in said
    return bool(said) and not {messages.SUCCESS, messages.WARNING} & set(said)


def _said(request: HttpRequest) -> list[int]:
    """The levels of what the next page will say, or this one has said, oldest first."""
    said = messages.get_messages(request)
    if isinstance(said, list):
        return said
    was_used = said.used
    levels = [message.level for message in said]
    said.used = was_used  # they are still to be shown
    return levels


def _about(match: ResolverMatch) -> tuple[int, int | None] | None:
    return subject_of(match.route, match.kwargs)


def _asked_for(request: HttpRequest) -> tuple[int, int | None] | None:
    """The patient for whom a page was opened that has no number of theirs in its address: assigning once more."""
    number = request.GET.get("patient", "")
    if not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    row = Patient.objects.filter(pk=int(number)).values_list("pk", "units").first()
    return (row[0], row[1]) if row else None


def _led_to(response: HttpResponse) -> tuple[int, int | None] | None:
    """What an act made: the page that it leads to is about it."""
    match = _resolved(urlsplit(response.headers.get("Location", "")).path)
    return _about(match) if match else None
