"""Changing people on the administrator's pages: it asks once more who is there, and ends what is wrong from then on."""

from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.models import Membership, User
from procedures.hospitals.passwords import INITIAL_LASTS
from procedures.hospitals.staff_sessions import end_sessions
from procedures.web import clock
from procedures.web.signing.admin_asks import AsksAgain
from procedures.web.signing.fresh import fresh_sign_in_required

# What someone may do hangs on these.
ACCESS = {"is_active", "is_staff", "is_superuser"}


class FirstPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # it takes them in the stubs only
    """A password that an administrator gives to someone: a first one, which they must change."""

    def save(self, commit: bool = True) -> User:
        """Set it, for three days, and sign its owner out."""
        user: User = super().save(commit=False)
        user.initial_password_until = clock.now() + INITIAL_LASTS
        if commit:
            user.save()
            end_sessions(user)
        return user


class GuardsPeople(AsksAgain):
    """For the administrator's page of people: every change is by someone who has just proved who they are."""

    change_password_form = FirstPasswordForm

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add someone."""
        return fresh_sign_in_required(super().add_view)(request, *args, **kwargs)

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change someone."""
        return fresh_sign_in_required(super().change_view)(request, *args, **kwargs)

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give someone a first password. Whoever gives it could sign in with it, so the trail says who that was."""
        given = fresh_sign_in_required(super().user_change_password)  # type: ignore[misc]
        answer: HttpResponse = given(request, *args, **kwargs)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            account = int(args[0] if args else kwargs["id"])
            record(Act.PASSWORD_CHANGED, by=_by(request), account=account, now=clock.now())
        return answer

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Whoever is new changes the password that an administrator has chosen."""
        if not change and obj.has_usable_password():
            obj.initial_password_until = clock.now() + INITIAL_LASTS
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever may do more or less from now on begins a new session."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        roles = any(one.model is Membership and one.has_changed() for one in formsets)
        if roles or ACCESS & set(form.changed_data) or not change:
            here = request.session.session_key if request.user == form.instance else None
            end_sessions(form.instance, but=here)
            record(Act.ROLE_CHANGED, by=_by(request), account=form.instance.pk, now=clock.now())

    def sign_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """End every session of those chosen, or of all on the list; not the one in which this is pressed."""
        ended = 0
        for user in queryset:
            here = request.session.session_key if request.user == user else None
            sessions = end_sessions(user, but=here)
            record(Act.SIGNED_OUT_EVERYWHERE, by=_by(request), account=user.pk, sessions=sessions, now=clock.now())
            ended += sessions
        messages.success(request, f"Signed out in {ended} place{'' if ended == 1 else 's'}.")

    sign_out.short_description = "Sign them out everywhere"  # type: ignore[attr-defined]

    def forget_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let whoever lost the phone or the key set up a new second step. First make sure who asks."""
        for user in queryset:
            Authenticator.objects.filter(user=user).delete()
            end_sessions(user)
            record(Act.FACTOR_CHANGED, by=_by(request), account=user.pk, what="forgotten", now=clock.now())
        messages.success(request, "At the next sign-in they set up a new second step.")

    forget_second_step.short_description = "Let them set up a new second step (make sure who asks)"  # type: ignore[attr-defined]


def _by(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
