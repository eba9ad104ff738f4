"""Where providers call back, one file a provider. Each call proves that it comes from there before it is believed."""

from django.urls import URLPattern

from procedures.web.webhooks import mail, notify, twilio, twilio_incoming, vonage

urlpatterns: list[URLPattern] = [
    *mail.urlpatterns,
    *notify.urlpatterns,
    *twilio.urlpatterns,
    *twilio_incoming.urlpatterns,
    *vonage.urlpatterns,
]
