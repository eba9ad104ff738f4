"""The rows of a patient's way through one operation."""

from procedures.checklists.models.amendment import Amendment
from procedures.checklists.models.appointment import Appointment
from procedures.checklists.models.check_in import CheckIn, CheckInLimits
from procedures.checklists.models.checklist import Checklist, ChecklistItem, ItemEvent
from procedures.checklists.models.medicine import Medicine, MedicineEvent
from procedures.checklists.models.policy import PolicyChange, PolicyStep
from procedures.checklists.models.reminder import Reminder
from procedures.checklists.models.saved_view import SavedView
from procedures.checklists.models.surgery import Surgery, SurgeryEvent, SurgeryNote
from procedures.checklists.models.work_item import WorkItem, WorkItemEvent

__all__ = [
    "Amendment",
    "Appointment",
    "CheckIn",
    "CheckInLimits",
    "Checklist",
    "ChecklistItem",
    "ItemEvent",
    "Medicine",
    "MedicineEvent",
    "PolicyChange",
    "PolicyStep",
    "Reminder",
    "SavedView",
    "Surgery",
    "SurgeryEvent",
    "SurgeryNote",
    "WorkItem",
    "WorkItemEvent",
]
