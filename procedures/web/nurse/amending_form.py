"""The forms for one step of one patient's list: its words and time with the reason for them, or the reason alone."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.conf import settings

from procedures.catalog.models import Intake
from procedures.checklists.amending import StepWords
from procedures.checklists.models import ChecklistItem
from procedures.core.rewording import Source, claims_of, faults
from procedures.core.tasks import Actor, Category, Phase, Polarity
from procedures.core.timing import Timing
from procedures.web.author.review_page import PHASES
from procedures.web.author.task_forms import WordsField
from procedures.web.author.timing_form import TimingForm
from procedures.web.author.timing_layout import timing_fieldset
from procedures.web.form_fields import PageForm

ACTORS = [
    (Actor.PATIENT.value, "The patient"),
    (Actor.CAREGIVER.value, "A caregiver"),
    (Actor.CARE_TEAM.value, "The care team"),
]
CATEGORIES = [(word.value, word.value.replace("_", " ").capitalize()) for word in Category]
POLARITIES = [(Polarity.DO.value, "Something to do"), (Polarity.AVOID.value, "Something to leave")]
WHY = "Say why, in a few words. It stays in the patient’s record."


class ReasonField(forms.CharField):
    """Why the list of this patient differs."""

    def __init__(self) -> None:
        super().__init__(
            label="Why, for this patient",
            max_length=300,
            help_text="For your colleagues. The patient does not read it.",
            error_messages={"required": WHY},
        )


class StepForm(TimingForm):
    """All of a step for one patient. `language` is the patient's: beside English it asks for the words in it too."""

    title = forms.CharField(
        label="What to do",
        max_length=200,
        help_text="The act in a few plain words, as the patient reads it.",
        error_messages={"required": "Write what is to be done, in a few words."},
    )
    instruction = WordsField(label="More about it", rows=3, help_text="What the patient reads below.")
    title_in_other = forms.CharField(max_length=200, required=False)
    instruction_in_other = WordsField(rows=3)
    phase = forms.ChoiceField(choices=[(one.value, words) for one, words in PHASES.items()])
    category = forms.ChoiceField(
        label="Kind",
        choices=CATEGORIES,
        initial=Category.OTHER.value,
        help_text="What is about fasting or medicines, a clinician must confirm.",
    )
    intake = forms.ChoiceField(label="Fasting from what", choices=[("", "—"), *Intake.choices], required=False)
    actor = forms.ChoiceField(label="Who does it", choices=ACTORS, initial=Actor.PATIENT.value)
    polarity = forms.ChoiceField(label="It is", choices=POLARITIES, initial=Polarity.DO.value)
    reason = ReasonField()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, language: str = "en", item: ChecklistItem | None = None
    ) -> None:
        timing = Timing.from_json(item.timing) if item and item.timing else None
        super().__init__(data, timing=timing, initial=_values_of(item, language) if item else None)
        self.language = language
        others: list[Any] = []
        if language == "en":
            del self.fields["title_in_other"], self.fields["instruction_in_other"]
        else:
            name = dict(settings.LANGUAGES)[language]
            self.fields["title_in_other"].label = f"What to do, in {name}"
            self.fields["instruction_in_other"].label = f"More about it, in {name}"
            self.fields["title_in_other"].help_text = "The patient reads English where this is empty."
            for field in ("title_in_other", "instruction_in_other"):
                self.fields[field].widget.attrs["lang"] = language
            others = ["title_in_other", "instruction_in_other"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset("The step", "title", "instruction", *others),
            timing_fieldset(),
            Fieldset(
                "What it is",
                Row(Column("phase", css_class="col-md-6"), Column("category", css_class="col-md-6")),
                Row(Column("actor", css_class="col-md-6"), Column("polarity", css_class="col-md-6")),
                "intake",
            ),
            Fieldset("The reason", "reason"),
        )

    def clean(self) -> dict[str, Any]:
        """Words in another language must hold every number and hour of the English ones."""
        cleaned = super().clean()
        title, other = cleaned.get("title"), cleaned.get("title_in_other")
        told_in_other = cleaned.get("instruction_in_other")
        if told_in_other and not other:
            self.add_error("title_in_other", "Write what to do in that language too, or empty both.")
        if title and other:
            source = Source(claims_of(title, "en") + claims_of(cleaned.get("instruction", ""), "en"))
            for lost in faults(other, told_in_other or "", language=self.language, source=source):
                self.add_error("title_in_other", lost)
        return cleaned

    @property
    def words(self) -> StepWords:
        """What was written; only for a valid form."""
        cleaned = self.cleaned_data
        other = cleaned.get("title_in_other")
        return StepWords(
            title=cleaned["title"],
            instruction=cleaned["instruction"],
            phase=Phase(cleaned["phase"]),
            category=Category(cleaned["category"]),
            actor=Actor(cleaned["actor"]),
            polarity=Polarity(cleaned["polarity"]),
            intake=cleaned["intake"],
            timing=cleaned["timing"],
            translations={self.language: [other, cleaned["instruction_in_other"]]} if other else {},
        )


class RemoveForm(PageForm):
    """Why a step is taken off."""

    reason = ReasonField()

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("reason")


def _values_of(item: ChecklistItem, language: str) -> dict[str, Any]:
    """What the form begins with: what was asked, where that still waits for a clinician."""
    source = item.amendment if item.amendment is not None and not item.amendment.is_settled else item
    names = ("title", "instruction", "phase", "category", "actor", "polarity", "intake")
    values = {name: getattr(source, name) for name in names}
    other = source.translations.get(language)
    return values | ({"title_in_other": other[0], "instruction_in_other": other[1]} if other else {})
