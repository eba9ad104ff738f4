"""A theatre's list as a file, on the staff's pages: choose it, look at what it brings about, assign all of it.

Nothing of the file is kept between the two steps but what the page itself carries, signed: patients' data does not lie
about on the server for a look.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from procedures.audit.acts import Act
from procedures.audit.recording import Noted, record, record_all
from procedures.checklists.assigning_many import SomeRefused, assign_many
from procedures.checklists.models import Surgery
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.surgery_form import assignable
from procedures.web.nurse.theatre_list.columns import NAMES, TEMPLATE, ColumnsMissing
from procedures.web.nurse.theatre_list.form import TheatreListForm
from procedures.web.nurse.theatre_list.plan import Plan
from procedures.web.nurse.theatre_list.planning import plan_of
from procedures.web.nurse.theatre_list.sheets import UnreadableSheet, as_csv, as_workbook
from procedures.web.nurse.theatre_list.sheets_apart import read_rows_apart

SALT = "theatre-list"
STAYS_GOOD = 60 * 60  # seconds in which what was looked at can be confirmed
EXAMPLE = (
    "H-10001", "Jane", "Example", "1951-04-09", "", "", "English", "", "2026-12-08", "08:00", "06:30", "", "Dr. Adams",
    "Main entrance", "no", "no",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """What the preview hands to the confirming: the rows, the unit and the place."""

    rows: list[list[str]]
    unit: int
    place: str

    def signed(self, by: int) -> str:
        """For this person only."""
        return signing.dumps([self.rows, self.unit, self.place], salt=f"{SALT}-{by}", compress=True)

    @classmethod
    def read(cls, signed: str, by: int) -> "Carried | None":
        """None for what was not signed for this person, or too long ago."""
        try:
            rows, unit, place = signing.loads(signed, salt=f"{SALT}-{by}", max_age=STAYS_GOOD)
        except signing.BadSignature:
            return None
        return cls(rows, unit, place)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def theatre_list(request: StaffRequest) -> HttpResponse:
    """The form; what the file would bring about; or, when that was looked at, carry it out."""
    templates = assignable(request.user)
    if not templates:
        return render(request, "assigning/nothing_published.html")
    if "carried" in request.POST:
        return _confirm(request)
    is_posted = request.method == "POST"
    form = TheatreListForm(request.POST if is_posted else None, request.FILES if is_posted else None, user=request.user)
    if is_posted and form.is_valid():
        try:
            rows = read_rows_apart(form.cleaned_data["file"].read())
            carried = Carried(rows, form.cleaned_data["unit"].pk, form.cleaned_data["place"])
            return _preview(request, carried, form)
        except (UnreadableSheet, ColumnsMissing) as error:
            form.add_error("file", str(error))
    return _form(request, form)


def _form(request: StaffRequest, form: TheatreListForm) -> HttpResponse:
    return render(request, "assigning/theatre_list.html", {"form": form}, status=422 if form.errors else 200)


def _plan(request: StaffRequest, carried: Carried, form: TheatreListForm) -> Plan:
    unit = form.unit_of(carried.unit)
    second = frozenset(int(each[:9]) for each in request.POST.getlist("second") if each.isdecimal())
    return plan_of(
        carried.rows,
        [each for each in assignable(request.user) if each.procedure.unit_id == unit.pk],
        unit=unit,
        place=carried.place,
        by=request.user,
        now=clock.now(),
        second=second,
    )


def _preview(
    request: StaffRequest, carried: Carried, form: TheatreListForm, *, changed: bool = False, unseen: bool = False
) -> HttpResponse:
    plan = _plan(request, carried, form)
    rows = len(plan.rows)
    record(Act.LIST_READ, by=request.user, unit_id=carried.unit, now=clock.now(), page="theatre-list", rows=rows)
    context = {
        "plan": plan,
        "unit": form.unit_of(carried.unit),
        "carried": carried.signed(request.user.pk),
        "seen": plan.digest,
        "second": request.POST.getlist("second"),
        "has_changed": changed,
        "must_be_seen": unseen,
    }
    return render(request, "assigning/theatre_preview.html", context)


def _confirm(request: StaffRequest) -> HttpResponse:
    """Assign what was looked at, if it would still bring about the same; else show it once more."""
    form = TheatreListForm(user=request.user)
    carried = Carried.read(request.POST["carried"], request.user.pk)
    if carried is None or not form.has(carried.unit):
        form = TheatreListForm({}, user=request.user)
        form.errors.clear()
        form.add_error("file", "This list was looked at too long ago, or by someone else. Choose the file again.")
        return _form(request, form)
    plan = _plan(request, carried, form)
    if "look_again" in request.POST or plan.wrong or plan.digest != request.POST.get("seen"):
        return _preview(request, carried, form, changed="look_again" not in request.POST)
    if plan.conflicting and "has_seen_conflicts" not in request.POST:
        return _preview(request, carried, form, unseen=True)
    unit = form.unit_of(carried.unit)
    try:
        done = assign_many(plan.wanted, unit=unit, by=request.user, now=clock.now())
    except SomeRefused:
        return _preview(request, carried, form, changed=True)
    record_all([_noted(one) for one in done], by=request.user)
    context = {"plan": plan, "done": _loaded(done), "unit": unit}
    return render(request, "assigning/theatre_done.html", context)


def _noted(surgery: Surgery) -> Noted:
    """Each patient of the list, for the trail: whoever is known already may have got another telephone by it."""
    facts: dict[str, str | int] = {"page": "theatre-list", "row": surgery.pk}
    return Noted(Act.ASSIGNED, surgery.patient_id, surgery.unit_id, clock.now(), facts=facts)


def _loaded(done: Sequence[Surgery]) -> list[Surgery]:
    found = Surgery.objects.filter(pk__in=[one.pk for one in done])
    return list(found.select_related("patient", "procedure").order_by("surgery_date", "start_time", "pk"))


@require_safe
@staff_only(Role.NURSE)
def template_file(request: StaffRequest, kind: str) -> HttpResponse:
    """An empty list to fill in, with one made-up row."""
    headings = [NAMES[name][0] for name in TEMPLATE]
    names = [each.procedure.name for each in assignable(request.user)]
    row = [names[0] if names and name == "operation" else cell for name, cell in zip(TEMPLATE, EXAMPLE, strict=True)]
    is_workbook = kind == "xlsx"
    content = (as_workbook if is_workbook else as_csv)(headings, [row])
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" if is_workbook else "text/csv"
    return HttpResponse(
        content, content_type=media, headers={"Content-Disposition": f'attachment; filename="theatre-list.{kind}"'}
    )


urlpatterns = [
    path("theatre-list/", theatre_list, name="theatre-list"),
    path("theatre-list/empty.csv", template_file, {"kind": "csv"}, name="theatre-list-csv"),
    path("theatre-list/empty.xlsx", template_file, {"kind": "xlsx"}, name="theatre-list-xlsx"),
]
