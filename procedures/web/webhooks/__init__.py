"""Where providers call back, one file a provider. Each call proves that it comes from there before it is believed."""

from django.urls import URLPattern

from procedures.web.webhooks import mail, notify, twilio, vonage

urlpatterns: list[URLPattern] = [
    *mail.urlpatterns,
    *notify.urlpatterns,
    *twilio.urlpatterns,
    *vonage.urlpatterns,
]
