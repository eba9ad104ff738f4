"""Acting on one thing that needs a nurse: take it, hand it over, close it with a note."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.escalating import close, pass_on, take
from procedures.checklists.models import WorkItem
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Membership, Role, Unit, User
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.form_fields import PageForm
from procedures.web.nurse.concerns import Concern


class _ConcernForm(PageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class CloseForm(_ConcernForm):
    """What was done about it."""

    note = forms.CharField(
        label="What did you do?",
        max_length=300,
        help_text="In a few words. It stays with the patient’s record.",
        error_messages={"required": "Write what was done, in a few words. It stays open until then."},
    )


class HandOverForm(_ConcernForm):
    """Who sees to it from here."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Who takes it over?",
        empty_label="Choose a nurse",
        error_messages={"required": "Choose a nurse.", "invalid_choice": "Choose a nurse of this unit."},
    )
    note = forms.CharField(label="What should they know?", max_length=300, required=False)

    def __init__(self, *args: Any, unit: Unit, but: Iterable[User | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = Membership.objects.standing().filter(unit=unit, role=Role.NURSE)
        nurses = User.objects.filter(is_active=True, memberships__in=standing)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - it stands above
        field.queryset = nurses.exclude(pk__in=[one.pk for one in but if one]).order_by("first_name", "last_name", "pk")

    @property
    def nobody(self) -> bool:
        """True where there is no colleague to choose."""
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - it stands above
        return not (field.queryset and field.queryset.exists())


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def close_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask what was done, and close it."""
    concern = _concern_or_404(request, pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close(concern, by=request.user, note=form.cleaned_data["note"], now=clock.now())
            messages.success(request, "Closed. Your note is in the patient’s history.")
        except Refused as error:
            messages.info(request, str(error))
        return redirect(_origin(request, concern))
    return _page(request, "board/close.html", concern, form)


@require_POST
@staff_only(Role.NURSE)
def take_item(request: StaffRequest, pk: int) -> HttpResponse:
    """See to it oneself from here."""
    concern = _concern_or_404(request, pk)
    try:
        take(concern, by=request.user, seen=seen_owner(request), now=clock.now())
        messages.success(request, "It is yours. Close it with a note when it is done.")
    except Refused as error:
        messages.info(request, str(error))
    return redirect(_origin(request, concern))


def seen_owner(request: StaffRequest) -> int | None:
    """Whom the person saw as the owner when the page was drawn."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def hand_over_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose a colleague, and hand it over."""
    concern = _concern_or_404(request, pk)
    form = HandOverForm(request.POST or None, unit=concern.surgery.unit, but=(concern.owner, request.user))
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            pass_on(concern, to=to, by=request.user, note=form.cleaned_data["note"], now=clock.now())
            messages.success(request, f"{to} has it now.")
        except Refused as error:
            messages.info(request, str(error))
        return redirect(_origin(request, concern))
    return _page(request, "board/hand_over.html", concern, form)


def _concern_or_404(request: StaffRequest, pk: int) -> WorkItem:
    mine = WorkItem.objects.for_staff(request.user, Role.NURSE)
    found = mine.select_related("surgery__patient", "surgery__procedure", "surgery__unit__hospital")
    return get_object_or_404(found.select_related("closed_by", "owner"), pk=pk)


def _page(request: StaffRequest, template: str, concern: WorkItem, form: PageForm) -> HttpResponse:
    events = concern.events.select_related("by", "to").order_by("at", "pk")
    zone, back = concern.surgery.zone, _origin(request, concern)
    context = {"concern": concern, "form": form, "zone": zone, "back": back, "events": events}
    context["words"] = Concern(concern, clock.now(), request.user, may_act=True).words
    return render(request, template, context)


def _origin(request: StaffRequest, concern: WorkItem) -> str:
    """The page that the person came from, to go on there."""
    match request.GET.get("from"):
        case "surgery":
            return reverse("surgery", args=[concern.surgery_id])
        case "work":
            return reverse("work-list")
        case _:
            return reverse("board")


urlpatterns = [
    path("work-items/<int:pk>/close/", close_page, name="work-item-close"),
    path("work-items/<int:pk>/take/", take_item, name="work-item-take"),
    path("work-items/<int:pk>/hand-over/", hand_over_page, name="work-item-hand-over"),
]
