"""Hospitals, with their clock and quiet hours, and their units."""

# The admin's classes take type arguments in the stubs only.
# mypy: disable-error-code="type-arg"

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest

from procedures.checklists.models import CheckInLimits
from procedures.checklists.reckoning import (
    reckon_all,
    reckon_for_new_closed_days,
    reckon_for_new_hours,
    still_to_reckon,
)
from procedures.hospitals.calendar_rules import check_subdivision
from procedures.hospitals.models import ClosedDay, Hospital, Unit
from procedures.web import clock
from procedures.web.signing.admin_asks import AsksAgain


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
