"""The forms of a task's words in another language, of splitting it, of merging it, and of a procedure's name."""

from typing import Any

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from procedures.catalog.models import TaskTemplate
from procedures.catalog.renaming import LONGEST_NAME
from procedures.catalog.reviewing import TaskWords, fingerprint, mark_of_wording
from procedures.catalog.reviewing.merging import why_not
from procedures.web.author.task_forms import TaskForm, WordsField
from procedures.web.form_fields import PageForm


def _helper(*fields: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class WordingForm(PageForm):
    """A title and a text in one language.

    `seen` tells whether the task is still what was shown, `seen_words` whether these words are.
    """

    title = forms.CharField(max_length=200, error_messages={"required": "Write the title first."})
    instruction = WordsField(label="Text below the title", rows=5)
    seen = forms.CharField(widget=forms.HiddenInput())
    seen_words = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, task: TaskTemplate, language: str, may_review: bool, **kwargs: Any) -> None:
        known = task.wordings.filter(language=language).first()
        marks = {"seen": fingerprint(task), "seen_words": mark_of_wording(known)}
        kwargs["initial"] = marks | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name in ("title", "instruction"):
            self.fields[name].widget.attrs |= {"lang": language, "spellcheck": "true"}
        # One act stands out.
        later = StrictButton("Save, review later", name="later", type="submit", css_class="btn")
        sign = Submit("review", "Save and sign as reviewed")
        buttons = [sign, later] if may_review else [Submit("later", "Save, review later")]
        self.helper = _helper("title", "instruction", "seen", "seen_words", *buttons)


class SplitForm:
    """Two tasks as one form, each with its own words and its own time."""

    def __init__(self, data: Any, task: TaskTemplate, initial: dict[str, Any]) -> None:
        timing = task.when
        second = initial | {"title": "", "instruction": "", "seen": ""}
        self.forms = [
            TaskForm(data, prefix="first", initial=initial, timing=timing, submit=""),
            TaskForm(data, prefix="second", initial=second, timing=timing, submit=""),
        ]

    def is_valid(self) -> bool:
        """True when both are; each is asked, so that each tells its errors."""
        are_valid = [form.is_valid() for form in self.forms]
        return all(are_valid)

    @property
    def seen(self) -> str:
        """The mark of the task as it was shown; only for a valid form."""
        return str(self.forms[0].cleaned_data["seen"])

    @property
    def parts(self) -> list[TaskWords]:
        """What was written; only for a valid form."""
        return [form.words for form in self.forms]


class MergeForm(PageForm):
    """Which tasks to merge with one, and what the merged one is called."""

    others = forms.TypedMultipleChoiceField(
        label="Merge it with",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least 1 task to merge with this one.",
            "invalid_choice": "One of those you chose is no longer there, or no longer goes into one with this task: "
            "a colleague changed it. Choose again.",
        },
    )
    title = forms.CharField(max_length=200, error_messages={"required": "Write what the patient has to do."})
    # "key:mark" of each task as it was shown.
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, task: TaskTemplate, others: list[TaskTemplate], **kwargs: Any) -> None:
        fitting = [other for other in others if not why_not(task, other)]
        self.marks = " ".join(f"{row.pk}:{fingerprint(row)}" for row in (task, *fitting))
        kwargs["initial"] = {"title": task.title, "seen": self.marks}
        super().__init__(*args, **kwargs)
        field = self.fields["others"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101  # for the type checker
        field.choices = [(other.pk, other.title) for other in fitting]
        self.helper = _helper("others", "title", "seen", Submit("merge", "Merge them"))

    @property
    def seen_marks(self) -> dict[int, str]:
        """The marks by key; only for a valid form."""
        return marks_in(self.cleaned_data["seen"].split())


def marks_in(pairs: list[str]) -> dict[int, str]:
    """The marks of tasks by key, from the "key:mark" that a page sent back. What is none of them is left out."""
    halves = (one.partition(":") for one in pairs)
    return {int(key[:18]): mark for key, _, mark in halves if key.isascii() and key.isdecimal()}


class RenameForm(PageForm):
    """A procedure's name."""

    name = forms.CharField(
        label="Name of the procedure",
        max_length=LONGEST_NAME,
        help_text="Versions that are published keep the name they were published under.",
        error_messages={"required": "Write the name of the procedure, as patients know it."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper("name", Submit("rename", "Rename it"))
