"""The forms of one task: its words, what fills its hole, and a clinician's confirmation."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms

from procedures.catalog.models import Intake, TaskTemplate
from procedures.catalog.reviewing import TaskWords, fingerprint
from procedures.catalog.reviewing.values import differs_from_document
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Actor, Category, Phase, Polarity
from procedures.web.author.review_page import PHASES
from procedures.web.author.timing_form import TimingForm
from procedures.web.author.timing_layout import Fold, timing_fieldset
from procedures.web.form_fields import PageForm

_ACTORS = [(Actor.PATIENT, "The patient"), (Actor.CAREGIVER, "A caregiver"), (Actor.CARE_TEAM, "The care team")]
_POLARITIES = [(Polarity.DO, "Something to do"), (Polarity.AVOID, "Something to leave")]
_CATEGORIES = [(word.value, word.value.replace("_", " ").capitalize()) for word in Category]


class WordsField(forms.CharField):
    """What the patient reads below the title, in several lines if need be."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=4000, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Browsers send lines ended by CR LF; stored are plain LF, so that untouched words stay untouched."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class TaskForm(TimingForm):
    """All the words of a task, and its time."""

    title = forms.CharField(
        max_length=200,
        help_text="The act in a few plain words, as the patient reads it.",
        error_messages={"required": "Write what the patient has to do, in a few words."},
    )
    instruction = WordsField(
        help_text="What the patient reads below the title. Keep every number, limit and “only if”.",
    )
    phase = forms.ChoiceField(
        choices=[(phase.value, words) for phase, words in PHASES.items()], initial=Phase.PREPARATION.value
    )
    category = forms.ChoiceField(choices=_CATEGORIES, initial=Category.OTHER.value)
    intake = forms.ChoiceField(
        label="Fasting from what", choices=[("", "—"), *Intake.choices], required=False, help_text="Only for fasting."
    )
    condition = forms.CharField(label="Only if", max_length=200, required=False)
    actor = forms.ChoiceField(label="Who does it", choices=_ACTORS, initial=Actor.PATIENT.value)
    polarity = forms.ChoiceField(label="It is", choices=_POLARITIES, initial=Polarity.DO.value)
    is_red_flag = forms.BooleanField(
        label="Warning signs: always in sight for the patient, never ticked off", required=False
    )

    # What was shown, where a colleague may have changed it meanwhile.
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, submit: str = "Save", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        rows = (
            Row(Column("phase", css_class="col-6"), Column("category", css_class="col-6")),
            timing_fieldset(),
            Fieldset(
                "For whom",
                Row(Column("actor", css_class="col-6"), Column("polarity", css_class="col-6")),
                Row(Column("condition", css_class="col-6"), Column("intake", css_class="col-6")),
                "is_red_flag",
            ),
        )
        rest = rows if submit else (Fold("Time, phase and for whom: as in the whole", *rows),)
        self.helper.layout = Layout(
            "title", "instruction", *rest, "seen", *([Submit("save", submit)] if submit else [])
        )
        self.helper.disable_csrf = not submit

    @property
    def words(self) -> TaskWords:
        """What was written; only for a valid form."""
        cleaned = self.cleaned_data
        return TaskWords(
            title=cleaned["title"],
            instruction=cleaned["instruction"],
            phase=Phase(cleaned["phase"]),
            category=Category(cleaned["category"]),
            timing=cleaned["timing"],
            intake=cleaned["intake"],
            actor=Actor(cleaned["actor"]),
            polarity=Polarity(cleaned["polarity"]),
            condition=cleaned["condition"],
            is_red_flag=cleaned["is_red_flag"],
        )


class FillForm(TimingForm):
    """What fills a hole that is not a fasting time: a time, words, or both."""

    instruction = WordsField(
        label="What the patient reads",
        help_text="In full, without the gap. Leave it as it is if a time alone fills the gap.",
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, task: TaskTemplate, **kwargs: Any) -> None:
        self._shown = fingerprint(task)
        kwargs["initial"] = {"instruction": task.instruction, "seen": self._shown}
        super().__init__(*args, timing=task.when, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("instruction", timing_fieldset(), "seen", Submit("save", "Fill it in"))

    def clean(self) -> dict[str, Any]:
        """Something must be new, or the hole is still a hole."""
        cleaned = super().clean()
        has_time = cleaned.get("timing") is not None and cleaned["timing"] != self.before
        # Beside what a colleague wrote meanwhile, nothing here may look new: that is told first.
        is_current = cleaned.get("seen") in ("", self._shown)
        if not self.errors and is_current and not has_time and "instruction" not in self.changed_data:
            self.add_error(None, "Nothing is filled in yet. Give a time, or write the instruction without the gap.")
        return cleaned


class ConfirmForm(PageForm):
    """One clinician, one task. `seen` tells whether it is still what was shown."""

    instruction = WordsField(label="What the patient reads", rows=5)
    conflict_note = forms.CharField(
        label="Why the list's time is right",
        max_length=300,
        required=False,
        help_text="It stays beside your name.",
    )
    seen = forms.CharField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, task: TaskTemplate, name: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"instruction": task.instruction, "seen": fingerprint(task)}
        super().__init__(*args, **kwargs)
        self.task = task
        if task.category == Category.MEDICATION:
            self.fields["instruction"].help_text = f"If you leave it empty, the patient reads: {ASK_ABOUT_MEDICINES}"
        if not differs_from_document(task):
            del self.fields["conflict_note"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        names = [name for name in ("instruction", "conflict_note", "seen") if name in self.fields]
        self.helper.layout = Layout(*names, Submit("confirm", f"Confirm as {name}"))

    def clean(self) -> dict[str, Any]:
        """A time against the document needs a reason (safety rule 3)."""
        cleaned = super().clean() or self.cleaned_data
        if "conflict_note" in self.fields and not cleaned.get("conflict_note"):
            self.add_error("conflict_note", "Say why this time is right although the document says another.")
        return cleaned
