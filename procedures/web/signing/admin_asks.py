"""The administrator's pages that change something: what is posted there asks once more who is there."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.models import User
from procedures.web import clock
from procedures.web.signing.fresh import fresh_sign_in_required

# As many figures as a row's number may have.
LONGEST_NUMBER = 19


class AsksAgain:
    """For an administrator’s page. Looking needs no more than the sign-in; adding, changing, taking away and the acts
    on the list do. What was posted is kept meanwhile. What was changed stands in the trail: how patients get in, whom
    they call and by which address someone is known hang on it.
    """

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Write down that one was added."""
        _note(request, [obj], "added")
        return super().log_addition(request, obj, message)  # type: ignore[misc]  # the administrator’s page

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Write down that one was changed."""
        _note(request, [obj], "changed")
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Write down what was taken away."""
        _note(request, queryset, "taken-away")
        return super().log_deletions(request, queryset)  # type: ignore[misc]

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add one."""
        return _asking(request, super().add_view)(request, *args, **kwargs)  # type: ignore[misc]

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change one."""
        return _asking(request, super().change_view)(request, *args, **kwargs)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take one away."""
        return _asking(request, super().delete_view)(request, *args, **kwargs)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do something with several. What no row can be called by is told, where Django would break on it."""
        chosen = request.POST.getlist("_selected_action")
        if not all(one.isascii() and one.isdecimal() and len(one) < LONGEST_NUMBER for one in chosen):
            messages.error(request, "That is not on this list, so nothing was done. Choose from the list again.")
            return redirect(request.get_full_path())
        return _asking(request, super().changelist_view)(request, *args, **kwargs)  # type: ignore[misc]


def _asking(request: HttpRequest, view: Any) -> Any:
    return fresh_sign_in_required(view) if request.method == "POST" else view


def _note(request: HttpRequest, rows: Iterable[Model], what: str) -> None:
    by = request.user if isinstance(request.user, User) else None
    for row in rows:
        model, key = str(row._meta.model_name), str(row.pk)
        record(Act.SETTINGS_CHANGED, by=by, now=clock.now(), model=model, row=key, what=what)
