"""What reading or posting to an address does, in the words of the trail. What is not named here changed something."""

from procedures.audit.acts import Act

# Pages that show several patients, none of them in full.
SEVERAL = frozenset({"board", "work-list", "version-patients"})

ACTS = {
    "assign": Act.ASSIGNED,
    "surgery-reschedule": Act.MOVED,
    "surgery-cancel": Act.CANCELLED,
    "surgery-complete": Act.COMPLETED,
    "surgery-reopen": Act.REOPENED,
    "surgery-death": Act.DEATH_RECORDED,
    "surgery-contact": Act.CONTACT_CHANGED,
    "surgery-stay": Act.STAY_CHANGED,
    "surgery-link": Act.LINK_MADE,
    "surgery-link-send": Act.LINK_RENEWED,
    "surgery-link-revoke": Act.LINK_REVOKED,
    "surgery-messages": Act.MESSAGE_SENT,
    "surgery-item-tick": Act.TICKED,
    "surgery-item-untick": Act.UNTICKED,
    "surgery-item-missed": Act.ANSWERED,
    "surgery-note": Act.NOTE_WRITTEN,
    "caregiver-link-send": Act.LINK_RENEWED,
    "amendment-confirm": Act.LIST_CHANGED,
    "amendment-take-back": Act.LIST_CHANGED,
    "step-add": Act.LIST_CHANGED,
    "step-change": Act.LIST_CHANGED,
    "step-remove": Act.LIST_CHANGED,
    "give-patient": Act.OWNER_CHANGED,
    "take-patient": Act.OWNER_CHANGED,
    "medicine-add": Act.MEDICINE_ENTERED,
    "medicine-ask": Act.MEDICINE_ENTERED,
    "medicine-edit": Act.MEDICINE_ENTERED,
    "medicine-confirm": Act.MEDICINE_CONFIRMED,
    "medicine-remove": Act.MEDICINE_REMOVED,
    "visit-book": Act.VISIT_BOOKED,
    "visits-book": Act.VISIT_BOOKED,
    "visit-move": Act.VISIT_MOVED,
    "visit-keep": Act.VISIT_KEPT,
    "visit-cancel": Act.VISIT_CANCELLED,
    "caregiver-add": Act.CAREGIVER_ADDED,
    "caregiver-change": Act.CAREGIVER_CHANGED,
    "caregiver-withdraw": Act.CAREGIVER_WITHDRAWN,
    "work-item-take": Act.CONCERN_TAKEN,
    "work-item-hand-over": Act.CONCERN_PASSED_ON,
    "work-item-close": Act.CONCERN_CLOSED,
    "version-move-all": Act.VERSION_MOVED,
    "checklist-version": Act.VERSION_MOVED,
    # The patient's own pages
    "item-tick": Act.TICKED,
    "item-untick": Act.UNTICKED,
    "item-missed": Act.ANSWERED,
    "item-ask": Act.ANSWERED,
    "patient-ask": Act.ANSWERED,
    "my-arrival-confirm": Act.ANSWERED,
    "my-ride": Act.ANSWERED,
    "item-kept": Act.TICKED,
    "item-told-back": Act.ANSWERED,
    "my-check-in": Act.ANSWERED,
    "my-visit-confirm": Act.ANSWERED,
    "patient-devices-close": Act.DEVICE_FORGOTTEN,
    "my-visit-another-time": Act.ANSWERED,
}

# Where one page does two things: by the page and what was pressed there.
STEPS = {("surgery-death", "take-back"): Act.DEATH_TAKEN_BACK}
