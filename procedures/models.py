"""The rooms' models, so that Django finds them. Moving one between rooms needs no migration."""

from procedures.catalog.models import (
    ChecklistTemplate,
    Dismissal,
    Procedure,
    ProcedureRename,
    ReviewEvent,
    Section,
    SourceDocument,
    TaskTemplate,
    Wording,
)
from procedures.checklists.models import (
    Appointment,
    Checklist,
    ChecklistItem,
    ItemEvent,
    PolicyChange,
    PolicyStep,
    Reminder,
    Surgery,
    SurgeryEvent,
    WorkItem,
)
from procedures.hospitals.models import Hospital, Membership, SignInTries, Unit, User
from procedures.messaging.models import Delivery, OutboxMessage, Progress, Receipt
from procedures.patients.models import Consent, Patient, PatientLink

__all__ = [
    "Appointment",
    "Checklist",
    "ChecklistItem",
    "ChecklistTemplate",
    "Consent",
    "Delivery",
    "Dismissal",
    "Hospital",
    "ItemEvent",
    "Membership",
    "OutboxMessage",
    "Patient",
    "PatientLink",
    "PolicyChange",
    "PolicyStep",
    "Procedure",
    "ProcedureRename",
    "Progress",
    "Receipt",
    "Reminder",
    "ReviewEvent",
    "Section",
    "SignInTries",
    "SourceDocument",
    "Surgery",
    "SurgeryEvent",
    "TaskTemplate",
    "Unit",
    "User",
    "Wording",
    "WorkItem",
]
