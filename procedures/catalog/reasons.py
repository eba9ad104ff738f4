"""Why a sentence is no task, in words for the person who reviews."""

_REASONS = {
    "lead_in": "It only introduces what follows",
    "sub_label": "It is a heading",
    "heading": "It is a heading",
    "negation": "It says that something is not needed",
    "permission_without_time": "It allows something, without a time",
    "expected_course": "It says what to expect, not what to do",
    "reason": "It gives a reason",
    "procedure_fact": "It tells about the operation",
    "discharge_criteria": "It says when you may go home",
    "reference": "It points to something else to read",
    "question": "It is a question",
    "not_an_instruction": "It tells nobody to do anything",
    "step_of_previous_task": "It explains how to do the task before it",
}
HEADINGS = frozenset({"sub_label", "heading"})


def reason_words(reason: str) -> str:
    """The words for a reason that reading gave; a person's own reason as it is."""
    if reason in _REASONS:
        return _REASONS[reason]
    return reason if " " in reason else reason.replace("_", " ").capitalize()
