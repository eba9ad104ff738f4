"""Rows that tell what happened: they can be looked at, and neither added, nor changed, nor deleted."""

# The admin's classes take type arguments in the stubs only.
# mypy: disable-error-code="type-arg"

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from procedures import models as rooms


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
