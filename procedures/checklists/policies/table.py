"""The table of prepapp's own policies for the docs, made from the code so that it cannot say otherwise."""

from procedures.checklists.models import PolicyStep
from procedures.checklists.policies.defaults import DEFAULTS
from procedures.checklists.policies.rules import Step

_SHAPES = {
    PolicyStep.Shape.HOUR: "its hour",
    PolicyStep.Shape.DAY: "only its day",
    PolicyStep.Shape.NO_TIME: "no time",
}


def policy_table() -> str:
    """Rows of Markdown: what it is about, what is known, the step, when, how critical, until when it is of use."""
    lines = ["| about | known is | step | told | must not be missed | of no use |", "|---|---|---|---|---|---|"]
    for (topic, shape), steps in DEFAULTS.items():
        for step in steps:
            about = topic.value.replace("_", " ")
            critical = "yes" if step.is_critical else "no"
            cells = (about, _SHAPES[shape], f"`{step.name}`", _told(step), critical, _use(step))
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _told(step: Step) -> str:
    return f"{step.when.words()}, unless that is in quiet hours" if step.only_if_awake else step.when.words()


def _use(step: Step) -> str:
    days = step.useless_before.days
    return f"from {days} days before" if days else "after the time itself"
