"""How much at once, and for how long. Times are seconds unless they are a timedelta."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# Taken from the waiting ones in one go, and armed in one commit: a commit a row is 8 times slower.
CLAIM_SIZE = 500
ARM_SIZE = 100
# Where the provider is quick, more are armed at once, as long as they are all called within `SOON`: what a batch costs
# by itself is then shared by more. No more than `ARM_MOST`: after a crash the outcome of each has to be looked up.
ARM_MOST = 250
SOON = 1.0
RECONCILE_SIZE = 50

# After arming, no call to a provider starts later than this.
SEND_BUDGET = 4.0
# One answer from a provider may take this long; then its outcome is not known.
PROVIDER_TIMEOUT = 4.0
# A worker that has said nothing for this long is taken for dead. Longer than budget, timeout and a margin together:
# a call that is still running must not be sent again by another worker.
MARGIN = 2.0
LEASE = timedelta(seconds=settings.SEND_LEASE_SECONDS)
if LEASE.total_seconds() < SEND_BUDGET + PROVIDER_TIMEOUT + MARGIN:
    raise ImproperlyConfigured(
        f"SEND_LEASE_SECONDS is {settings.SEND_LEASE_SECONDS}: write at least "
        f"{SEND_BUDGET + PROVIDER_TIMEOUT + MARGIN:.0f}, or a call that still runs would be taken for dead."
    )

# One pass takes no new batch after this long, so that a worker stops within 10 s when it is told to.
PASS = 5.0

# A provider that has just been asked may not list the message yet.
BEFORE_LOOKING = timedelta(seconds=10)
# So long after a reminder's latest useful time an unknown outcome is looked up; then a person has to judge.
LOOKED_FOR = timedelta(minutes=10)

# What is due while its surgery is still to be reckoned by new rules of clocks is reckoned at once, and looked at again
# after this. So many surgeries a batch: the next ones come with the next look.
UNTIL_RECKONED = timedelta(seconds=10)
RECKON_SIZE = 20

# A channel that the hospital chose, and whose provider takes nothing, is tried alone for so long, or for a quarter of
# the reminder's time of use; then whatever else the patient agreed to is tried too.
CHOSEN_ALONE = timedelta(minutes=30)
# What must not be missed and reached nobody is a nurse's too, and the caregiver's, when half of its time of use is
# gone, or so long after it was due: while there is still time to act.
TOLD_ALONE = timedelta(hours=24)

# Temporary failures: the pause doubles from `FIRST` up to `LONGEST`, and a random part of it is waited.
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=10)
