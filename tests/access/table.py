"""Who may open each address. A new address needs a line here: without one, a test fails.

A line is the address' name (its route, where it has none), who may open it, and what stands behind its numbers: names
of rows that `rows.py` makes, in the order of the address. `posts` marks one that takes only POST. Everyone else of
`people.py` must get nothing there. Whoever belongs elsewhere never finds a row of this unit, whatever the line says.
"""

from dataclasses import dataclass

from tests.access.people import SHUT_OUT


@dataclass(frozen=True, slots=True)
class Line:
    """Who may open an address, and the rows behind its numbers."""

    may: frozenset[str]
    rows: tuple[str, ...] = ()
    method: str = "get"
    # Some of what stands behind it is closed to them too.
    may_be_closed: bool = False


# People of `people.py`, by what they may.
NURSE = frozenset({"nurse"})
CARE = NURSE | {"clinician"}  # whoever may look at patients
ENTER = NURSE | {"clinician"}  # whoever may write down a medicine
CLINICIAN = frozenset({"clinician"})
AUTHORS = frozenset({"author", "clinician"})
UNIT = CARE | AUTHORS | {"auditor", "administrator"}  # whoever works in the unit
AUDITOR = frozenset({"auditor"})
ADMINISTRATOR = frozenset({"administrator"})
STAFF = UNIT | {"elsewhere"}  # whoever works somewhere
SIGNED_IN = STAFF | {"whose time has ended"}  # whoever is signed in as staff
PATIENT = frozenset({"patient", "caregiver"})  # a caregiver whom the patient lets read the list does so in their place
PATIENTS = PATIENT | {"another patient", "another caregiver"}  # pages that show each only what is theirs
THEMSELVES = frozenset({"patient", "another patient"})  # what no caregiver may do in their place
EVERYONE = SIGNED_IN | PATIENTS | {"nobody", "who left", "half signed in", *SHUT_OUT}
NOBODY = frozenset[str]()  # closed in production, or open only to a machine with its own secret


def to(may: frozenset[str], *rows: str) -> Line:
    return Line(may, rows)


def posts(may: frozenset[str], *rows: str) -> Line:
    return Line(may, rows, "post")


def own(*rows: str, method: str = "get") -> Line:
    return Line(SIGNED_IN | {"half signed in"}, rows, method, may_be_closed=True)


TABLE: dict[str, Line] = {
    # --- without a sign-in
    "front": to(EVERYONE),
    "healthz": to(EVERYONE),
    "favicon": to(EVERYONE),
    "sign-in": to(EVERYONE),
    "sign-out": posts(EVERYONE),
    "account_login": to(EVERYONE),
    "account_logout": posts(EVERYONE),
    "mfa_login_webauthn": to(EVERYONE),
    "admin/login/": to(EVERYONE),
    "admin:logout": posts(EVERYONE),
    "metrics": to(NOBODY),  # asks for its token
    "outbox": to(NOBODY),  # the demo's alone
    "outbox-reply": posts(NOBODY),
    # --- one's own sign-in, and of that what one has: tests/web/signing
    "mfa_authenticate": to(EVERYONE),
    "mfa_index": own(),
    "mfa_list_webauthn": own(),
    "password-change": own(),
    "session-end": own("session", method="post"),
    "sessions-end": own(method="post"),
    "session-stay": own(method="post"),
    "mfa_activate_totp": own(),
    "mfa_deactivate_totp": own(),
    "mfa_add_webauthn": own(),
    "mfa_remove_webauthn": own("passkey"),
    "mfa_view_recovery_codes": own(),
    "mfa_generate_recovery_codes": own(),
    "account_reauthenticate": own(),
    "mfa_reauthenticate": own(),
    "mfa_reauthenticate_webauthn": own(),
    "sso-again": to(NOBODY),  # without an issuer in the settings there is no single sign-on
    "openid_connect_login": to(NOBODY, "issuer"),
    "openid_connect_callback": to(NOBODY, "issuer"),
    # --- webhooks ask for the provider's signature
    "mail-status": posts(NOBODY, "service"),
    "notify-status": posts(NOBODY),
    "notify-incoming": posts(NOBODY),
    "twilio-status": posts(NOBODY, "reference"),
    "twilio-incoming": posts(NOBODY),
    "vonage-status": posts(NOBODY),
    "vonage-incoming": posts(NOBODY),
    # --- patients
    "comfort": posts(EVERYONE),
    "patient-link": to(EVERYONE, "token"),  # asks who it is, and says nothing before
    "patient-list": to(PATIENTS),
    "patient-close": posts(EVERYONE),
    "patient-ask": posts(NOBODY),  # needs ?surgery=: tests/web/test_patient_acts.py
    "item-tick": posts(PATIENT, "item"),
    "item-untick": posts(PATIENT, "item"),
    "item-missed": posts(PATIENT, "item"),
    "item-ask": posts(PATIENT, "item"),
    "my-arrival-confirm": posts(PATIENT, "surgery"),
    "my-ride": posts(PATIENT, "surgery"),
    "my-visit-confirm": posts(PATIENT, "visit"),
    "my-visit-another-time": posts(PATIENT, "visit"),
    "patient-code": to(EVERYONE),  # the other half of a link's secret: tests/patients/test_signing_in.py
    "patient-new-link": to(EVERYONE),  # tells nobody whether a number is known
    "patient-link-renew": posts(EVERYONE, "token"),
    "calendar": Line(EVERYONE, ("secret",), may_be_closed=True),  # a secret of its own
    "patient-devices": to(PATIENTS),
    "patient-devices-close": posts(PATIENTS),
    "my-calendar": to(PATIENTS),
    "my-check-in": Line(PATIENT, ("surgery",), may_be_closed=True),
    "my-manifest": to(EVERYONE),
    "my-worker": to(EVERYONE),
    "my-sheet": Line(PATIENTS, may_be_closed=True),
    "item-told-back": posts(PATIENT, "item"),
    "item-kept": posts(PATIENT, "item"),
    # --- nurses
    "board": to(CARE | {"elsewhere"}),
    "work-list": to(CARE | {"elsewhere"}),
    "assign": to(NURSE | {"elsewhere"}),
    "assign-find": posts(NURSE | {"elsewhere"}),
    "surgery": to(CARE, "surgery"),
    "surgery-link": posts(NURSE, "surgery"),
    "surgery-messages": to(CARE, "surgery"),
    "surgery-reschedule": to(NURSE, "surgery"),
    "surgery-cancel": to(NURSE, "surgery"),
    "surgery-complete": to(NURSE, "surgery"),
    "surgery-reopen": posts(NURSE, "surgery"),
    "surgery-death": to(NURSE, "surgery"),
    "surgery-contact": to(NURSE, "surgery"),
    "surgery-stay": to(NURSE, "surgery"),
    "surgery-item-tick": posts(NURSE, "item"),
    "surgery-item-untick": posts(NURSE, "item"),
    "visit-book": to(NURSE, "surgery"),
    "visits-book": to(NURSE, "surgery"),
    "visit-move": to(NURSE, "visit"),
    "visit-keep": posts(NURSE, "visit"),
    "visit-cancel": to(NURSE, "visit"),
    "caregiver-add": to(NURSE, "surgery"),
    "caregiver-change": to(NURSE, "caregiver"),
    "caregiver-withdraw": posts(NURSE, "caregiver"),
    "medicine-add": to(ENTER, "surgery"),
    "medicine-ask": posts(ENTER, "surgery"),
    "medicine-edit": to(ENTER, "medicine"),
    "medicine-confirm": to(CLINICIAN, "medicine"),
    "medicine-remove": to(ENTER, "medicine"),
    "version-patients": to(CARE, "version"),
    "version-move-all": posts(NURSE, "version"),
    "checklist-version": to(NURSE, "version", "list"),
    "work-item-close": to(NURSE, "concern"),
    "work-item-take": posts(NURSE, "concern"),
    "work-item-hand-over": to(NURSE, "concern"),
    "board-search": posts(CARE | {"elsewhere"}),
    "board-filter": to(CARE | {"elsewhere"}),
    "board-views": to(CARE | {"elsewhere"}),
    "board-view-drop": Line(CARE, ("saved view",), "post", may_be_closed=True),
    "work-search": posts(CARE | {"elsewhere"}),
    "take-patient": posts(NURSE, "surgery"),
    "give-patient": to(NURSE, "surgery"),
    "step-add": to(NURSE, "surgery"),
    "step-change": to(NURSE, "item"),
    "step-remove": to(NURSE, "item"),
    "amendment-confirm": Line(CLINICIAN, ("amendment",), may_be_closed=True),
    "amendment-take-back": Line(NURSE, ("amendment",), "post", may_be_closed=True),
    "surgery-as-patient": to(CARE, "surgery"),
    "surgery-sheet": to(CARE, "surgery"),
    "surgery-note": to(NURSE, "surgery"),
    "surgery-item": to(CARE, "item"),
    "surgery-item-missed": posts(NURSE, "item"),
    "surgery-link-send": posts(NURSE, "surgery"),
    "surgery-link-revoke": posts(NURSE, "surgery"),
    "caregiver-link-send": posts(NURSE, "caregiver"),
    # Who has no such code reads that it is too old: tests/patients/test_signing_in.py
    "sign-in-code": Line(NURSE | {"elsewhere"}, ("sign-in code",), "post", may_be_closed=True),
    "theatre-list": to(NURSE | {"elsewhere"}),
    "theatre-list-csv": to(NURSE | {"elsewhere"}),
    "theatre-list-xlsx": to(NURSE | {"elsewhere"}),
    "figures": to(CARE | {"elsewhere"}),
    "figures-csv": to(CARE | {"elsewhere"}),
    "figures-json": to(CARE | {"elsewhere"}),
    "emergency-open": Line(CARE | {"elsewhere"}, may_be_closed=True),  # with a reason, which the auditor reads
    # --- auditors
    "audit-patient": to(AUDITOR, "patient"),
    "audit-trail": to(AUDITOR | {"elsewhere"}),
    "audit-search": posts(AUDITOR | {"elsewhere"}),
    "openings": to(AUDITOR | {"elsewhere"}),
    # --- administrators, and what is handed out
    "records": to(ADMINISTRATOR | {"elsewhere"}),
    "records-search": posts(ADMINISTRATOR | {"elsewhere"}),
    "record": to(ADMINISTRATOR, "patient"),
    "record-json": posts(ADMINISTRATOR, "patient"),
    "record-pdf": posts(ADMINISTRATOR, "patient"),
    "record-erase": posts(ADMINISTRATOR, "patient"),
    "my-record-json": posts(THEMSELVES),  # each their own
    "my-record-pdf": posts(THEMSELVES),
    # --- authors
    "documents": to(STAFF),
    "document-import": to(AUTHORS | {"elsewhere"}),
    "procedure": to(UNIT, "procedure"),
    "edition-import": to(AUTHORS, "procedure"),
    "template-changes": to(UNIT, "version"),
    "template-review": to(UNIT, "draft"),
    "template-publish": posts(AUTHORS, "draft"),
    "template-draft": posts(AUTHORS, "draft"),
    "procedure-rename": to(AUTHORS, "draft"),
    "tasks-accept": posts(AUTHORS, "draft"),
    "task-add": to(AUTHORS, "draft"),
    "task-edit": to(AUTHORS, "draft", "task"),
    "task-fill": to(AUTHORS, "draft", "task with a hole"),
    "task-fasting": to(AUTHORS, "draft", "fasting"),
    "task-confirm": to(CLINICIAN, "draft", "fasting"),
    "task-split": to(AUTHORS, "draft", "task"),
    "task-merge": to(AUTHORS, "draft", "task"),
    "task-apart": posts(AUTHORS, "draft", "task"),
    "task-accept": posts(AUTHORS, "draft", "task"),
    "task-words": to(AUTHORS, "draft", "task", "language"),
    "task-dismiss": posts(AUTHORS, "draft", "task"),
    "task-restore": posts(AUTHORS, "draft", "dismissal"),
}

# Whatever Django's admin has: one gate, with rows of its own behind it. Evidence is neither added nor deleted there.
OF_THE_ADMIN = Line(ADMINISTRATOR, may_be_closed=True)
