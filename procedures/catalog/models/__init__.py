"""Procedure, SourceDocument, ChecklistTemplate and TaskTemplate."""

from procedures.catalog.models.document import Procedure, Section, SourceDocument
from procedures.catalog.models.task import Dismissal, Intake, TaskTemplate
from procedures.catalog.models.template import ChecklistTemplate, Frozen
from procedures.catalog.models.words import choices

__all__ = [
    "ChecklistTemplate",
    "Dismissal",
    "Frozen",
    "Intake",
    "Procedure",
    "Section",
    "SourceDocument",
    "TaskTemplate",
    "choices",
]
