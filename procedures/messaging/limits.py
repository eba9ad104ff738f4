"""How much at once, and for how long. Times are seconds unless they are a timedelta."""

from datetime import timedelta

from django.conf import settings

# Taken from the waiting ones in one go, and armed in one commit: a commit a row is 8 times slower.
CLAIM_SIZE = 500
ARM_SIZE = 100
RECONCILE_SIZE = 50

# After arming, no call to a provider starts later than this.
SEND_BUDGET = 4.0
# One answer from a provider may take this long; then its outcome is not known.
PROVIDER_TIMEOUT = 4.0
# A worker that has said nothing for this long is taken for dead. Longer than budget, timeout and a margin together:
# a call that is still running must not be sent again by another worker.
MARGIN = 2.0
LEASE = timedelta(seconds=settings.SEND_LEASE_SECONDS)

# One pass takes no new batch after this long, so that a worker stops within 10 s when it is told to.
PASS = 5.0

# A provider that has just been asked may not list the message yet.
BEFORE_LOOKING = timedelta(seconds=10)

# Temporary failures: the pause doubles from `FIRST` up to `LONGEST`, and a random part of it is waited.
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=10)
