"""The hospital's single sign-on, by OpenID Connect. Off until the environment names an issuer.

It finds people and never makes them: whom no administrator has added gets nowhere, and roles stay rows of ours. A
person is known by the issuer's subject; the first time, by an email address that the issuer vouches for.
"""

import logging
from typing import Any

import jwt
import requests
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from procedures.hospitals.models import User

logger = logging.getLogger(__name__)
PROVIDER = "sso"
# Where the session keeps whom the issuer has asked for a second factor, until that sign-in is done.
SECOND = "sso_second_factor"
AGAIN = ("auth_params", "prompt=login&max_age=0")
# Signatures that a published key proves. Never "none", nor one made with a secret that both sides know.
SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})


def is_on() -> bool:
    """True when an issuer is named."""
    return bool(settings.OIDC_ISSUER)


def name() -> str:
    """What people call it, such as "your hospital account"."""
    return str(settings.OIDC_NAME)


def forget(request: HttpRequest) -> None:
    """Whatever the issuer said is of no more use."""
    request.session.pop(SECOND, None)


def gave_second_factor(request: HttpRequest, user: AbstractBaseUser | None) -> bool:
    """True when the issuer said, in the sign-in that is under way, that it asked this person for two factors."""
    return user is not None and request.session.get(SECOND) == user.pk


class StaffSignOn(DefaultSocialAccountAdapter):
    """Matches what the issuer says with the people we know."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Nobody is made by signing in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find who this is, and note whether two factors were given.

        :raises ImmediateHttpResponse: nobody that we know; the page says what to do.
        """
        said = sociallogin.account.extra_data
        if not said.get("id_token"):
            raise OAuth2Error("the issuer sent no token")
        claims = {**said.get("userinfo", {}), **said["id_token"]}
        if not sociallogin.is_existing and (user := _vouched_for(claims)) is not None:
            sociallogin.connect(request, user)
        if not sociallogin.is_existing or not sociallogin.user.is_active:
            page = render(request, "signing/not_known.html", {"sso": name()}, status=403)
            raise ImmediateHttpResponse(page)
        forget(request)
        if _has_two_factors(claims):
            request.session[SECOND] = sociallogin.user.pk

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Say it on a page of ours, and how to go on.

        :raises ImmediateHttpResponse: always.
        """
        logger.warning("single sign-on failed: %s", kwargs.get("exception") or kwargs.get("error"))
        raise ImmediateHttpResponse(render(request, "signing/sso_failed.html", {"sso": name()}, status=401))


def _vouched_for(claims: dict[str, Any]) -> User | None:
    """The one person with that email address, if the issuer has checked it."""
    email = str(claims.get("email") or "").strip()
    is_checked = claims.get("email_verified") in (True, "true") or settings.OIDC_TRUSTS_EMAIL
    if not email or not is_checked:
        return None
    # The database may take a dotless "ı" for an "i", and an address with one belongs to somebody else.
    found = [
        one for one in User.objects.filter(email__iexact=email, is_active=True) if one.email.lower() == email.lower()
    ]
    return found[0] if len(found) == 1 else None


def _has_two_factors(claims: dict[str, Any]) -> bool:
    ways = claims.get("amr") or []
    ways = [ways] if isinstance(ways, str) else ways
    return settings.OIDC_IS_SECOND_FACTOR or "mfa" in ways or claims.get("acr") in settings.OIDC_SECOND_FACTOR_ACR


class Issuer(OpenIDConnectOAuth2Adapter):
    """The conversation with the issuer. Its signature is always checked, also on what came straight from it."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says of itself.

        :raises OAuth2Error: it does not answer, or is somebody else.
        """
        try:
            said: dict[str, Any] = super().openid_config
        except requests.RequestException as error:
            raise OAuth2Error("the issuer does not answer") from error
        if said.get("issuer") != settings.OIDC_ISSUER:
            raise OAuth2Error("the issuer calls itself otherwise than OIDC_ISSUER")
        return said

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            signed_by = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError as error:
            raise OAuth2Error("no token at all") from error
        if signed_by not in SIGNED_BY:
            raise OAuth2Error("the token is not signed with a published key")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


@require_GET
@never_cache
def start(request: HttpRequest, provider_id: str) -> HttpResponse:  # noqa: ARG001 - allauth's address
    """Go to the issuer. What else allauth would take from the address is left out: it could put other words into what
    we ask the issuer, or connect an identity of whoever sits at a screen that was left open.
    """
    said = {name: str(value) for name, value in request.GET.items() if name == "next" or (name, value) == AGAIN}
    request.GET = QueryDict(urlencode(said))
    return _talk(request, OAuth2LoginView)


@require_GET
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:  # noqa: ARG001 - allauth's address
    """Come back from it."""
    return _talk(request, OAuth2CallbackView)


def _talk(request: HttpRequest, view: type[OAuth2View]) -> HttpResponse:
    if not is_on():
        raise Http404
    issuer = Issuer(request, PROVIDER)
    try:
        answer: HttpResponse = view.adapter_view(issuer)(request)
    except (OAuth2Error, requests.RequestException) as error:
        return render_authentication_error(request, issuer.get_provider(), exception=error)
    return answer


@require_GET
@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """Prove who is there: the issuer is to ask, though it knows.

    It is a new sign-in, so what was being posted is not kept: one goes back and presses once more.
    """
    if not is_on():
        raise Http404
    back = "/" if STATE_SESSION_KEY in request.session else request.GET.get("next", "/")
    ask = urlencode([("next", back), AGAIN])
    return redirect(f"{reverse('openid_connect_login', args=[PROVIDER])}?{ask}")


urlpatterns = [
    path("sign-in/sso/again/", again, name="sso-again"),
    path("sign-in/<slug:provider_id>/start/", start, name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/callback/", callback, name="openid_connect_callback"),
]
