"""The form that a document comes in by: a file, or pasted text."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout, Submit
from django import forms

from procedures.catalog.importing import MAX_BYTES
from procedures.hospitals.models import Role, Unit, User
from procedures.web.form_fields import PageForm

PASTED = "Pasted text"
_DOCUMENT = ("file", HTML('<p class="or" aria-hidden="true">or</p>'), "text")


class EditionForm(PageForm):
    """One document, as a file or as pasted text."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="Text, Markdown, HTML, Word (.docx) or PDF with text in it, up to 10 MB.",
    )
    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="With its headings, such as “Preparation” and “Recovery”.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*_DOCUMENT, Submit("import", "Import and compare"))

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and text."""
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), (cleaned.get("text") or "").strip()
        if file is not None and file.size > MAX_BYTES:
            self.add_error("file", "This file is larger than 10 MB. Save the text of it alone, without pictures.")
        elif file is not None and text:
            self.add_error("text", "There is a file and a text. Keep one of them, and clear the other.")
        elif file is None and not text and "file" not in self.errors:
            self.add_error("file", "Choose a file, or paste the document's text below.")
        return cleaned

    @property
    def document(self) -> tuple[bytes, str]:
        """The bytes and the name of what was given; only for a valid form."""
        file = self.cleaned_data.get("file")
        if file is not None:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), PASTED


class ImportForm(EditionForm):
    """A document for one of the units where the person is author or clinician."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), empty_label=None, error_messages={"required": "Choose the unit that the document is for."}
    )
    name = forms.CharField(
        label="Name of the procedure",
        required=False,
        max_length=300,
        help_text="Leave it empty to take the name that the document gives.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.for_staff(user, Role.AUTHOR, Role.CLINICIAN).select_related("hospital")
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        field.queryset = units.order_by("hospital__name", "name")
        if len(units) == 1:
            self.initial["unit"] = units[0]
            field.widget = forms.HiddenInput()
        self.helper.layout = Layout("unit", *_DOCUMENT, Field("name"), Submit("import", "Import and draft the tasks"))
