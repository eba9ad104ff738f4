"""What the audit trail keeps of signing in: who, which step, and never a name that was only tried."""

from datetime import datetime

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.models import User


def note_refusal(name: str, *, step: str, now: datetime) -> None:
    """Somebody gave the wrong password or code under `name`. 0 stands for a name that nobody has.

    What is refused for too many tries is not written down: the trail must not grow as fast as someone can guess.
    """
    account = User.objects.filter(username=name).values_list("pk", flat=True).first() or 0
    record(Act.SIGN_IN_FAILED, by=None, by_label="stranger", account=account, step=step, now=now)
