"""Whether a fasting task says what it must: one intake, and until when."""

from procedures.catalog.models import TaskTemplate
from procedures.core.tasks import Category


def is_open_fasting(task: TaskTemplate) -> bool:
    """True for a fasting task that does not yet tell one intake and until when."""
    if task.category != Category.FASTING:
        return False
    return not task.intake or task.when is None or task.when.is_open
