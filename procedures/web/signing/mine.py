"""One's own sign-in: the second steps, where one is signed in, the password, and staying signed in."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.staff_sessions import end_sessions
from procedures.web import clock
from procedures.web.access import StaffRequest, signed_in, start_of
from procedures.web.signing import marks
from procedures.web.signing.forms import NewPasswordForm
from procedures.web.signing.fresh import fresh_sign_in_required


@signed_in
@never_cache
def mine(request: StaffRequest) -> HttpResponse:
    """Everything about one's own sign-in; while a second step is still owed, the choice of one and nothing else."""
    factors = Authenticator.objects.filter(user=request.user).order_by("pk")
    by_type = {kind: [one for one in factors if one.type == kind] for kind in Authenticator.Type}
    codes = by_type[Authenticator.Type.RECOVERY_CODES]
    context = {
        "apps": by_type[Authenticator.Type.TOTP],
        "passkeys": by_type[Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "sessions": request.user.staff_sessions.standing(clock.now()).order_by("-last_seen_at"),
        "this_session": request.session.session_key,
    }
    is_owed = settings.SECOND_FACTOR_REQUIRED and not marks.is_second_given(request.session)
    return render(request, "signing/choose.html" if is_owed else "signing/mine.html", context)


@require_POST
@signed_in
@fresh_sign_in_required
def end_one(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign out one of one's own sessions."""
    row = get_object_or_404(request.user.staff_sessions, pk=pk)
    end_sessions(request.user, only=row.pk, but=request.session.session_key)
    messages.success(request, "Signed out there.")
    return redirect("mfa_index")


@require_POST
@signed_in
@fresh_sign_in_required
def end_others(request: StaffRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    ended = end_sessions(request.user, but=request.session.session_key)
    record(Act.SIGNED_OUT_EVERYWHERE, by=request.user, sessions=ended, now=clock.now())
    words = (
        f"Signed out in {ended} other place{'' if ended == 1 else 's'}." if ended else "You were signed in only here."
    )
    messages.success(request, words)
    return redirect("mfa_index")


@sensitive_post_parameters()
@signed_in
@never_cache
def change_password(request: StaffRequest) -> HttpResponse:
    """A new password. Every other session ends: it may be one of whoever learned the old one."""
    is_forced = request.user.initial_password_until is not None
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.user.initial_password_until = None
        form.save()
        before = request.session.session_key
        end_sessions(request.user, but=before)
        update_session_auth_hash(request, request.user)
        marks.follow(request, before)
        record(Act.PASSWORD_CHANGED, by=request.user, account=request.user.pk, now=clock.now())
        messages.success(request, "Your password is changed.")
        return redirect(start_of(request.user) if is_forced else "mfa_index")
    return render(request, "signing/password.html", {"form": form, "is_forced": is_forced})


@require_POST
@signed_in
def stay(request: StaffRequest) -> HttpResponse:
    """Somebody is there: the gate has just written it down. Tells how many seconds are left, or leads back."""
    idle, shift = marks.ends_at(request.session)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"seconds": int((min(idle, shift) - clock.now()).total_seconds())})
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back) if is_ours and back.startswith("/") else redirect("front")


urlpatterns = [
    path("my-sign-in/", mine, name="mfa_index"),
    path("my-sign-in/", mine, name="mfa_list_webauthn"),
    path("my-sign-in/password/", change_password, name="password-change"),
    path("my-sign-in/sessions/<int:pk>/end/", end_one, name="session-end"),
    path("my-sign-in/sessions/end/", end_others, name="sessions-end"),
    path("my-sign-in/stay/", stay, name="session-stay"),
]
