"""What kind of visit it is, as a patient would say it, in the language that is active."""

from django.utils.translation import gettext as _

from procedures.checklists.models import Appointment


def kind_of(visit: Appointment) -> str:
    """Such as "Blood test"."""
    kinds = Appointment.Kind
    return {
        kinds.ASSESSMENT.value: _("Assessment before the operation"),
        kinds.IMAGING.value: _("Scan or X-ray"),
        kinds.BLOOD_TEST.value: _("Blood test"),
        kinds.FOLLOW_UP.value: _("Follow-up visit"),
        kinds.STITCHES_OUT.value: _("Stitches out"),
    }.get(visit.kind, _("Other visit"))
