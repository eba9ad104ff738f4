"""The administrator's pages: hospitals, units and people can be changed; whatever is evidence can only be read."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.models import Group

# Django finds this room alone: what is registered in the others is registered by being imported here.
from procedures.admin import evidence, hospitals, people, policies

__all__ = ["evidence", "hospitals", "people", "policies"]

admin.site.site_header = "prepapp: hospitals, units and people"
admin.site.site_title = "prepapp"
admin.site.index_title = "What can be changed, and what is kept as evidence"
# Roles in units say who may do what; groups would say it a second time.
admin.site.unregister(Group)
# Keys of people, and an issuer that only the environment names: not to be read or changed here.
admin.site.unregister([Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken])
