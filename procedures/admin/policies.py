"""Where a hospital tells its patients otherwise than prepapp does by itself."""

# The admin's classes take type arguments in the stubs only.
# mypy: disable-error-code="type-arg"

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from procedures.checklists.models import PolicyStep
from procedures.checklists.policies.changing import UnsafePolicy, change_policy, check_policy, drop_policy
from procedures.hospitals.models import User
from procedures.web import clock
from procedures.web.signing.admin_asks import AsksAgain


class PolicyForm(forms.ModelForm):
    """One step of a policy, and why it is chosen. What no hospital may choose is refused here, in words."""

    because = forms.CharField(label="why", max_length=300, help_text="It stays with the record of changes.")

    class Meta:
        model = PolicyStep
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                fixed = ("hospital", "topic", "shape", "step") if self.instance.pk else ()
                values = {name: getattr(self.instance, name) for name in fixed}
                check_policy(PolicyStep(**values | {name: cleaned[name] for name in cleaned if name != "because"}))
            except UnsafePolicy as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned


@admin.register(PolicyStep)
class PolicyAdmin(AsksAgain, admin.ModelAdmin):
    """Where a hospital tells its patients otherwise than docs/policies.md says. It holds for what is planned from then
    on: new lists, and lists that are moved or changed. Every change is kept, with who made it and why.
    """

    form = PolicyForm
    actions = None
    list_display = ("hospital", "topic", "shape", "step", "is_off", "rule", "channel", "is_critical")
    list_filter = ("hospital", "topic")

    def get_readonly_fields(self, request: HttpRequest, obj: PolicyStep | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """What a row is about stays: for another step, add another row."""
        return ("hospital", "topic", "shape", "step") if obj else ()

    def save_model(self, request: HttpRequest, obj: PolicyStep, form: Any, change: bool) -> None:  # noqa: ARG002
        """Save it by the act that keeps the record."""
        change_policy(obj, by=asker_of(request), because=form.cleaned_data["because"], now=clock.now())

    def delete_model(self, request: HttpRequest, obj: PolicyStep) -> None:
        """Go back to prepapp's own step."""
        drop_policy(obj, by=asker_of(request), because="Taken away on the administrator’s page", now=clock.now())


def asker_of(request: HttpRequest) -> User | None:
    """Who is signed in."""
    return request.user if isinstance(request.user, User) else None
