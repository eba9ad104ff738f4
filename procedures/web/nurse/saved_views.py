"""Ways of looking at the board that someone named: kept for oneself, or shared with a unit."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.models import SavedView
from procedures.hospitals.models import Unit, User
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.form_fields import PageForm
from procedures.web.nurse.board import chosen, filters_of
from procedures.web.nurse.board_filter_form import unit_names
from procedures.web.nurse.board_filters import WHOSE

# What the board has a button for.
BUTTONS = ("Everyone", "Not ready", *WHOSE.values())


class ViewForm(PageForm):
    """A name for the board as it is narrowed now."""

    name = forms.CharField(
        label="What do you call it?",
        max_length=40,
        help_text="For example: Dr Ames, not ready. It holds the filters, not what was searched for.",
        error_messages={"required": "Give it a name, so that you find it again."},
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Who sees it?",
        required=False,
        empty_label="Only me",
        error_messages={"invalid_choice": "Choose one of your units, or only you."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - it stands above
        field.queryset = Unit.objects.for_staff(user, *CARE).select_related("hospital").order_by("name", "pk")
        names = dict(unit_names(field.queryset))
        field.label_from_instance = lambda obj: f"Everyone in {names[obj]}"  # type: ignore[method-assign]

    def clean_name(self) -> str:
        """A name that no button of the board has."""
        name = " ".join(self.cleaned_data["name"].split())
        if name.casefold() in {one.casefold() for one in BUTTONS}:
            raise ValidationError(f"“{name}” is a button of the board already. Choose another name.")
        return name


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*CARE)
def views_page(request: StaffRequest) -> HttpResponse:
    """Name the board as the address narrows it, and see the names given before."""
    filters = filters_of(request)
    form = ViewForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and filters.asked:
        name, unit = form.cleaned_data["name"], form.cleaned_data["unit"]
        kept = {"unit": unit, "filters": filters.asked}
        # Capitals make no other view: the one that is there shows this from now on.
        there = SavedView.objects.filter(user=request.user, name__iexact=name).order_by("pk").first()
        name = there.name if there else name
        _, is_new = SavedView.objects.update_or_create(user=request.user, name=name, defaults=kept)
        messages.success(request, f"“{name}” is saved." if is_new else f"“{name}” shows this now.")
        return redirect(f"{reverse('board')}?{urlencode(filters.asked)}")
    units = list(Unit.objects.for_staff(request.user, *CARE).select_related("hospital"))
    context = {
        "form": form,
        "filters": filters,
        "chosen": [words for words, _ in chosen(filters, units)],
        "views": SavedView.objects.filter(user=request.user).select_related("unit"),
        "back": f"{reverse('board')}?{filters.query}",
    }
    return render(request, "board/views.html", context)


@require_POST
@staff_only(*CARE)
def drop_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget a name of one's own. What a colleague shares is the colleague's."""
    view = get_object_or_404(SavedView.objects.filter(user=request.user), pk=pk)
    view.delete()
    messages.success(request, f"“{view.name}” is gone. The patients are all still there.")
    return redirect("board-views")


urlpatterns = [
    path("board/views/", views_page, name="board-views"),
    path("board/views/<int:pk>/drop/", drop_view, name="board-view-drop"),
]
