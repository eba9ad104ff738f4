"""Where providers call back, one file a provider. Each call proves that it comes from there before it is believed."""

from django.urls import URLPattern

from procedures.web.webhooks import twilio

urlpatterns: list[URLPattern] = [*twilio.urlpatterns]
