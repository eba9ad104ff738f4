"""Procedure, SourceDocument, ChecklistTemplate and TaskTemplate."""

from procedures.catalog.models.document import Procedure, ProcedureRename, Section, SourceDocument
from procedures.catalog.models.task import Dismissal, Intake, ReviewEvent, TaskTemplate, Wording
from procedures.catalog.models.template import ChecklistTemplate, Frozen
from procedures.catalog.models.words import choices

__all__ = [
    "ChecklistTemplate",
    "Dismissal",
    "Frozen",
    "Intake",
    "Procedure",
    "ProcedureRename",
    "ReviewEvent",
    "Section",
    "SourceDocument",
    "TaskTemplate",
    "Wording",
    "choices",
]
