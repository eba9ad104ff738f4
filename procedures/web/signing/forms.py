"""The forms of the second step and of proving who is there, in our words and with our count of tries."""

from typing import Any

from allauth.account.forms import ReauthenticateForm as AllauthPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from procedures.hospitals.models import User
from procedures.hospitals.sign_in_tries import TooManyTries, forget_tries, take_try, use_once
from procedures.web import clock
from procedures.web.signing import known_browser
from procedures.web.signing.addresses import address_of
from procedures.web.signing.trail import note_refusal


def helper(button: str) -> FormHelper:
    """A form with one button, inside the page's own form element."""
    made = FormHelper()
    made.form_class = "sign-in"
    made.add_input(Submit("go", button))
    return made


class Tries:
    """The tries that one person has for a code or a password, once it is known whose it would be."""

    def __init__(self, request: HttpRequest, user: User, what: str) -> None:
        self.name = f"{what} of {user.pk}"
        self.address = address_of(request)
        self.device = known_browser.secret_of(request, user.username)

    def take(self) -> None:
        """Count one.

        :raises ValidationError: there are none left for now.
        """
        now = clock.now()
        try:
            take_try(self.name, self.address, device=self.device, now=now)
        except TooManyTries as error:
            minutes = max(1, round((error.until - now).total_seconds() / 60))
            raise ValidationError(f"That was too many tries. Wait {minutes} minutes, then try again.") from error

    def forget(self) -> None:
        """It was right."""
        forget_tries(self.name, self.address, device=self.device)


class _Code(BaseAuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Code"
        field.help_text = "The 6 figures that your app shows now, or one of your spare codes."
        field.widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        )
        self.helper = helper("Go on")

    def clean_code(self) -> str:
        tries = Tries(context.request, self.user, "code")
        tries.take()
        try:
            code: str = super().clean_code()
        except ValidationError:
            note_refusal(self.user.username, step="code", now=clock.now())
            raise
        if not use_once(f"{self.user.pk} {code.replace(' ', '')}", now=clock.now()):
            raise ValidationError("This code was used already. Wait until your app shows the next one.")
        tries.forget()
        return code


class CodeForm(_Code, AuthenticateForm):
    """The code at the sign-in."""


class CodeAgainForm(_Code, ReauthenticateForm):
    """A code to prove who is there."""


class PasswordAgainForm(AllauthPasswordForm):
    """The password to prove who is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields["password"].label = "Your password"
        self.helper = helper("Go on")

    def clean_password(self) -> str:
        """Take a try, then look.

        :raises ValidationError: wrong, or too many tries.
        """
        tries = Tries(context.request, self.user, "password again")
        tries.take()
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError("This is not your password. Try again.")
        tries.forget()
        return password


class SetUpAppForm(ActivateTOTPForm):
    """The first code, which proves that the app knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "The 6 figures that the app shows"
        self.fields["code"].widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
        self.helper = helper("Set it up")

    def clean_code(self) -> str:
        tries = Tries(context.request, self.user, "first code")
        tries.take()
        code: str = super().clean_code()
        tries.forget()
        use_once(f"{self.user.pk} {code.replace(' ', '')}", now=clock.now())
        return code


class SetUpPasskeyForm(AddWebAuthnForm):
    """A name for the passkey; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name it, so that you can tell it from others"
        self.fields["passwordless"].label = "Let it sign me in by itself, without my password"
        self.fields["passwordless"].help_text = "Your device then asks for your finger, your face or its PIN."
        self.fields["passwordless"].initial = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class NewPasswordForm(PasswordChangeForm):
    """The password now, and the new one twice."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": "This is not your password now. Try again.",
        "password_mismatch": "The two new passwords are not the same. Write them again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Your password now"
        self.fields["new_password1"].label = "A new password"
        self.fields["new_password2"].label = "The new password again"
        self.fields["new_password2"].help_text = ""
        self.helper = helper("Change it")

    def clean_old_password(self) -> str:
        tries = Tries(context.request, self.user, "password again")
        tries.take()
        password = super().clean_old_password()
        tries.forget()
        return password

    def clean_new_password1(self) -> str:
        """Refuse the old one.

        :raises ValidationError: it is the same.
        """
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("This is the password that you have now. Take another one.")
        return password
