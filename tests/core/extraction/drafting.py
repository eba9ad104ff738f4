"""One sentence in one section, and what comes of it in a few words."""

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from tests.core.extraction.test_times import written


def drafted_as(section: str, sentence: str) -> str:
    """“recovery therapy: after P3D.. start”, several with "; " between them, or the reason why it is no task."""
    draft = draft_tasks(read_text(f"{section}\n- {sentence}\n"))
    said = "; ".join(f"{task.phase} {task.category}: {written(task.timing)}" for task in draft.tasks)
    return said or draft.dismissed[-1].reason
