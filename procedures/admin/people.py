"""Who signs in, and what they do in which unit."""

# The admin's classes take type arguments in the stubs only.
# mypy: disable-error-code="type-arg"

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import models
from django.http import HttpRequest

from procedures.hospitals.models import Membership, User
from procedures.web.signing.people_admin import GuardsPeople


class MembershipInline(admin.TabularInline):
    """What someone does in which unit."""

    model = Membership
    extra = 1


class NewUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User


class UserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


@admin.register(User)
class PersonAdmin(GuardsPeople, UserAdmin):
    """People are made inactive, never deleted: their names stand in the history."""

    form = UserForm
    add_form = NewUserForm
    inlines = [MembershipInline]
    actions = ["sign_out", "forget_second_step"]
    list_display = ("username", "first_name", "last_name", "is_active")
    list_filter = ("is_active", "memberships__unit", "memberships__role")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Access", {"fields": ("is_active", "is_staff", "is_superuser", "last_login")}),
    )
    readonly_fields = ("last_login",)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody is deleted."""
        return False
