"""The administrator's pages: hospitals, units and people can be changed; whatever is evidence can only be read."""

# The admin's classes take type arguments in the stubs only.
# mypy: disable-error-code="type-arg"

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.http import HttpRequest

from procedures import models as rooms
from procedures.checklists.models import CheckInLimits, PolicyStep
from procedures.checklists.policies.changing import UnsafePolicy, change_policy, check_policy, drop_policy
from procedures.checklists.reckoning import (
    reckon_all,
    reckon_for_new_closed_days,
    reckon_for_new_hours,
    still_to_reckon,
)
from procedures.hospitals.calendar_rules import check_subdivision
from procedures.hospitals.models import ClosedDay, Hospital, Membership, Unit, User
from procedures.web import clock
from procedures.web.signing.admin_asks import AsksAgain
from procedures.web.signing.people_admin import GuardsPeople

admin.site.site_header = "prepapp: hospitals, units and people"
admin.site.site_title = "prepapp"
admin.site.index_title = "What can be changed, and what is kept as evidence"
# Roles in units say who may do what; groups would say it a second time.
admin.site.unregister(Group)
# Keys of people, and an issuer that only the environment names: not to be read or changed here.
admin.site.unregister([Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken])


class MembershipInline(admin.TabularInline):
    """What someone does in which unit."""

    model = Membership
    extra = 1


class NewUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User


class UserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


@admin.register(User)
class PersonAdmin(GuardsPeople, UserAdmin):
    """People are made inactive, never deleted: their names stand in the history."""

    form = UserForm
    add_form = NewUserForm
    inlines = [MembershipInline]
    actions = ["sign_out", "forget_second_step"]
    list_display = ("username", "first_name", "last_name", "is_active")
    list_filter = ("is_active", "memberships__unit", "memberships__role")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Access", {"fields": ("is_active", "is_staff", "is_superuser", "last_login")}),
    )
    readonly_fields = ("last_login",)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody is deleted."""
        return False


class UnitInline(admin.TabularInline):
    model = Unit
    extra = 0
    can_delete = False


@admin.register(Unit)
class UnitAdmin(AsksAgain, admin.ModelAdmin):
    """A ward's telephone, and who gets what nobody has seen to in time. Patients hang on it: it is never deleted."""

    list_display = ("name", "hospital", "telephone", "escalates_to")
    list_filter = ("hospital",)
    search_fields = ("name", "hospital__name")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Patients hang on it."""
        return False


class CheckInLimitsInline(admin.StackedInline):
    """From where on a nurse hears how a patient is. What is left empty has no limit."""

    model = CheckInLimits
    extra = 0


class ClosedDayInline(admin.TabularInline):
    """Days on which the hospital rests, beside its country's own."""

    model = ClosedDay
    extra = 1


# All hours of a planned operation hang on these settings of its hospital.
CLOCK = {"zone_name", "country", "subdivision", "quiet_from", "quiet_until"}
STANDING_IN = {"earliest_start", "afternoon_start"}


class HospitalForm(forms.ModelForm):
    """A hospital, with a state or region whose holidays are known."""

    class Meta:
        model = Hospital
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_subdivision(cleaned.get("country", ""), cleaned.get("subdivision", ""))
        return cleaned


_DAYS = (ClosedDay, CheckInLimits)


@admin.register(Hospital)
class HospitalAdmin(AsksAgain, admin.ModelAdmin):
    """A hospital's clock, telephone and quiet hours, with its units."""

    form = HospitalForm
    inlines = [UnitInline, CheckInLimitsInline, ClosedDayInline]
    list_display = ("name", "zone_name", "country", "telephone", "to_reckon")
    readonly_fields = ("to_reckon",)

    @admin.display(description="operations still to be reckoned")
    def to_reckon(self, hospital: Hospital) -> int:
        """Planned ones whose hours do not follow the clock and the hours above yet."""
        return still_to_reckon(hospital) if hospital.pk else 0

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What is planned is reckoned again when the closed days change, the days of asking, the clock, or the hours
        that stand in.

        Of the clock and the hours the nearest operations are reckoned right after the save, each in a transaction of
        its own, so that no patient's page waits for another's; the others follow within minutes. Until then nothing is
        told of them, and whoever saved sees how many they are.
        """
        super().save_related(request, form, formsets, change)
        changed = set(form.changed_data)
        if changed & STANDING_IN:
            reckon_for_new_hours(form.instance)
        elif changed & CLOCK or any(one.model in _DAYS and one.has_changed() for one in formsets):
            reckon_for_new_closed_days(form.instance)
        if change and changed & (CLOCK | STANDING_IN):
            transaction.on_commit(lambda: reckon_all(now=clock.now()))
        if waiting := still_to_reckon(form.instance):
            self.message_user(
                request,
                f"The hours of planned operations are reckoned again: {waiting} of them, the soonest first. No message "
                "about an operation goes out before its own are. How many are left stands at the foot of this page.",
                level=messages.WARNING,
            )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Patients hang on it."""
        return False


class PolicyForm(forms.ModelForm):
    """One step of a policy, and why it is chosen. What no hospital may choose is refused here, in words."""

    because = forms.CharField(label="why", max_length=300, help_text="It stays with the record of changes.")

    class Meta:
        model = PolicyStep
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                fixed = ("hospital", "topic", "shape", "step") if self.instance.pk else ()
                values = {name: getattr(self.instance, name) for name in fixed}
                check_policy(PolicyStep(**values | {name: cleaned[name] for name in cleaned if name != "because"}))
            except UnsafePolicy as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned


@admin.register(PolicyStep)
class PolicyAdmin(AsksAgain, admin.ModelAdmin):
    """Where a hospital tells its patients otherwise than docs/policies.md says. It holds for what is planned from then
    on: new lists, and lists that are moved or changed. Every change is kept, with who made it and why.
    """

    form = PolicyForm
    actions = None
    list_display = ("hospital", "topic", "shape", "step", "is_off", "rule", "channel", "is_critical")
    list_filter = ("hospital", "topic")

    def get_readonly_fields(self, request: HttpRequest, obj: PolicyStep | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """What a row is about stays: for another step, add another row."""
        return ("hospital", "topic", "shape", "step") if obj else ()

    def save_model(self, request: HttpRequest, obj: PolicyStep, form: Any, change: bool) -> None:  # noqa: ARG002
        """Save it by the act that keeps the record."""
        change_policy(obj, by=asker_of(request), because=form.cleaned_data["because"], now=clock.now())

    def delete_model(self, request: HttpRequest, obj: PolicyStep) -> None:
        """Go back to prepapp's own step."""
        drop_policy(obj, by=asker_of(request), because="Taken away on the administrator’s page", now=clock.now())


def asker_of(request: HttpRequest) -> User | None:
    """Who is signed in."""
    return request.user if isinstance(request.user, User) else None


class EvidenceAdmin(admin.ModelAdmin):
    """Rows that tell what happened, or that the acts of the pages keep consistent: to be read only."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Evidence is written by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Evidence stays as it was written."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Evidence stays."""
        return False


# The model, what its list shows, and what it can be narrowed by.
EVIDENCE: tuple[tuple[type[models.Model], tuple[str, ...], tuple[str, ...]], ...] = (
    (rooms.Procedure, ("name", "unit"), ("unit",)),
    (rooms.SourceDocument, ("file_name", "procedure", "imported_by", "imported_at"), ()),
    (rooms.ChecklistTemplate, ("procedure", "version", "published_by", "published_at"), ()),
    # Wording is written and reviewed on the document's own pages, each task beside its source.
    (rooms.Wording, ("task", "language", "title", "written_by", "reviewed_by", "reviewed_at"), ("language",)),
    (rooms.AuditEntry, ("number", "at", "act", "by_id", "by_label", "patient_id", "unit_id"), ("act",)),
    (rooms.Surgery, ("id", "procedure", "unit", "surgery_date", "start_time", "status"), ("status", "unit")),
    (rooms.SurgeryEvent, ("surgery", "act", "at", "by", "note"), ("act",)),
    (rooms.ItemEvent, ("item", "act", "at", "by", "note"), ("act",)),
    (rooms.Appointment, ("surgery", "kind", "starts_at", "status"), ("kind", "status")),
    (rooms.Medicine, ("id", "surgery", "medicine_class", "status", "confirmed_by", "confirmed_at"), ("status",)),
    (rooms.MedicineEvent, ("medicine", "act", "at", "by"), ("act",)),
    (rooms.Consent, ("patient", "channel", "wording_version", "given_at", "withdrawn_at", "recorded_by"), ("channel",)),
    (rooms.Reminder, ("id", "surgery", "kind", "due_at", "status", "ended_because"), ("status", "kind")),
    (rooms.Delivery, ("id", "patient", "channel", "transport", "status", "armed_at", "error"), ("status", "channel")),
    (rooms.IncomingMessage, ("from_address", "meaning", "acted", "provider", "received_at"), ("meaning", "provider")),
    (rooms.Suppression, ("address", "since", "because", "lifted_at"), ()),
    (rooms.CaregiverConsent, ("caregiver", "channel", "wording_version", "given_at", "withdrawn_at"), ("channel",)),
    (rooms.Receipt, ("provider", "event", "delivery", "status", "received_at"), ("provider",)),
    (rooms.WorkItem, ("surgery", "kind", "summary", "raised_at", "closed_by", "closed_at"), ("kind",)),
    (rooms.WorkItemEvent, ("work_item", "act", "at", "by", "to"), ("act",)),
    (
        rooms.PolicyChange,
        ("hospital", "topic", "step", "before", "after", "because", "by", "at"),
        ("hospital", "topic"),
    ),
    (rooms.Progress, ("part", "at"), ()),
)

for _model, _columns, _filters in EVIDENCE:
    _shown = {"list_display": _columns, "list_filter": _filters, "ordering": ("-pk",)}
    admin.site.register(_model, type(f"{_model.__name__}Admin", (EvidenceAdmin,), _shown))
