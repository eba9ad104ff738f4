"""What can stand in the trail. The words are the auditor's; adding one here is all that a new act needs."""

from django.db import models


class Act(models.TextChoices):
    """What somebody did, or tried to do."""

    # Reading
    PAGE_READ = "page read", "Read a page about the patient"
    LIST_READ = "list read", "Read a page with several patients"
    EXPORTED = "exported", "Took data out"
    TRAIL_READ = "trail read", "Read the audit trail"

    # The operation and its list
    REGISTERED = "patient registered", "Registered the patient"
    CONTACT_CHANGED = "contact changed", "Changed how the patient is reached"
    ASSIGNED = "assigned", "Assigned a list"
    LIST_CHANGED = "list changed", "Changed the patient’s list"
    VERSION_MOVED = "version moved", "Moved the patient to a newer version"
    MOVED = "moved", "Moved the operation"
    CANCELLED = "cancelled", "Cancelled the operation"
    COMPLETED = "completed", "Completed the operation"
    REOPENED = "reopened", "Opened the operation again"
    STAY_CHANGED = "stay changed", "Changed the stay"
    DEATH_RECORDED = "death recorded", "Recorded a death"
    DEATH_TAKEN_BACK = "death taken back", "Took a recorded death back"
    TICKED = "ticked", "Ticked a task"
    UNTICKED = "unticked", "Took a tick back"
    ANSWERED = "answered", "Answered, asked, or said what was missed"
    OWNER_CHANGED = "owner changed", "Changed whose patient it is"
    CHANGED = "changed", "Changed something about the patient"
    NOTE_WRITTEN = "note written", "Wrote a note"

    # Medicines and visits
    MEDICINE_ENTERED = "medicine entered", "Entered or changed a medicine"
    MEDICINE_CONFIRMED = "medicine confirmed", "Confirmed a medicine"
    MEDICINE_REMOVED = "medicine removed", "Removed a medicine"
    VISIT_BOOKED = "visit booked", "Booked a visit"
    VISIT_MOVED = "visit moved", "Moved a visit"
    VISIT_KEPT = "visit kept", "Kept a visit where it was"
    VISIT_CANCELLED = "visit cancelled", "Cancelled a visit"

    # Caregivers, consents, and how patients get in
    CAREGIVER_ADDED = "caregiver added", "Named a caregiver"
    CAREGIVER_CHANGED = "caregiver changed", "Changed a caregiver"
    CAREGIVER_WITHDRAWN = "caregiver withdrawn", "Took a caregiver off"
    CONSENT_GIVEN = "consent given", "Consent was given"
    CONSENT_WITHDRAWN = "consent withdrawn", "Consent was withdrawn"
    LINK_MADE = "link made", "Made a link"
    LINK_RENEWED = "link renewed", "Renewed a link"
    LINK_REVOKED = "link revoked", "Ended a link"
    CODE_SENT = "code sent", "A code was sent"
    LIST_OPENED = "list opened", "Opened the list by link"
    LIST_REFUSED = "list refused", "Tried to open the list, and was refused"
    DEVICE_REMEMBERED = "device remembered", "Let a device be remembered"
    DEVICE_FORGOTTEN = "device forgotten", "Had a device forgotten"

    # Open work
    CONCERN_RAISED = "concern raised", "Put something on the nurses’ list"
    CONCERN_TAKEN = "concern taken", "Took open work"
    CONCERN_PASSED_ON = "concern passed on", "Handed open work over"
    CONCERN_CLOSED = "concern closed", "Closed open work"
    MESSAGE_SENT = "message sent", "Had a message sent"

    # Staff
    SIGNED_IN = "signed in", "Signed in"
    SIGN_IN_FAILED = "sign-in failed", "Tried to sign in, and was refused"
    SIGNED_OUT = "signed out", "Signed out"
    SIGNED_OUT_EVERYWHERE = "signed out everywhere", "Signed out everywhere"
    REAUTHENTICATED = "re-authenticated", "Proved again who they are"
    PASSWORD_CHANGED = "password changed", "Changed a password"
    FACTOR_CHANGED = "factor changed", "Changed a second factor"
    ROLE_CHANGED = "role changed", "Changed what someone may do"
    SETTINGS_CHANGED = "settings changed", "Changed a hospital, a unit, a person or a policy"
    BREAK_GLASS = "break-glass", "Opened a record in an emergency"

    # Privacy
    ERASED = "erased", "Erased the patient’s data"
    KEYS_ROTATED = "keys rotated", "Sealed data with a new key"
