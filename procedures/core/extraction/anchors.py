"""The events that times are counted from: "before your operation", "after the stitches are out"."""

from procedures.core.extraction.lexicon import meanings
from procedures.core.extraction.tokens import Words
from procedures.core.timing import Anchor
from procedures.core.word_set import word_set

_EVENTS = meanings(
    {
        Anchor.SURGERY: "start time, scheduled start, scheduled time, scheduled start time, collection, "
        "egg collection, "
        "transfer, we start, we begin, it starts, you have surgery, you have your operation, you go to theatre, "
        "you go to surgery, you are taken to theatre, "
        "you have your procedure, "
        "you have the operation, you have the procedure, the date, your date, "
        "your slot, appointment, appointment time, surgery, "
        "surgeries, surgical procedure, operation, "
        "operated, operations, procedure, procedures, op, "
        "operative, operatively, treatment, treatments, anesthesia, anaesthesia, anesthetic, anaesthetic, "
        "sedation, birth, "
        "giving birth, delivery, cesarean, caesarean, c section, implantation, "
        "replacement, repair, removal, bypass, transplant, graft, biopsy, biopsies, ablation, extraction, infusion, "
        "injection, block, implant, fusion, reconstruction, resection, "
        "excision, fixation, keyhole surgery, scan, "
        "angiogram, endoscopy, stent, surgery day, surgery date, procedure day, "
        "date of surgery, day of surgery, day of your surgery, day of the surgery, day of your procedure, lasik, "
        "day of the procedure, day of your operation, day of the operation, surgery time, procedure time, "
        "surgery start time, "
        "start of surgery, start of the procedure, start of your surgery, theatre, exam, examination, study, test, "
        "dialysis, tee, egd, pci, turp, cabg",
        Anchor.ARRIVAL: "you are due in, you are due, you're due in, you come in, "
        "arrival, arrival time, arriving, arrive, check in, checking in, check in time, "
        "report time, come in, "
        "coming in, coming to the hospital, come to the hospital, come to hospital, coming to hospital",
        Anchor.ADMISSION: "you come to us, you come to the, you come to hospital, you are due, admission, admitted, "
        "admission time, hospital admission, being admitted, hospitalization",
        Anchor.DISCHARGE: "discharge, discharged, being discharged, hospital discharge, going home, go home, "
        "leaving, leaving hospital, "
        "leaving the hospital, leave, leave hospital, leave the hospital, get home, got home, getting home, "
        "return home, returning home, "
        "returned home, arrive home, arriving home, release, released, leave the clinic, leaving the clinic, are home, "
        "coming home, come home, are back home",
        Anchor.PRE_OP_ASSESSMENT: "pre op assessment, pre operative assessment, preoperative assessment, "
        "pre assessment, "
        "pre op visit, pre op appointment, pre operative visit, pre operative appointment, preoperative visit, "
        "preoperative appointment, pre admission visit, pre admission appointment, pre admission testing, "
        "pre admission test, pre anesthesia visit, pre anaesthetic assessment, preadmission visit, pre surgical visit",
        Anchor.FOLLOW_UP_VISIT: "follow up visit, follow up appointment, follow up, first visit, first follow up, "
        "check up, "
        "post op visit, post op appointment, postoperative visit, post operative visit, first appointment, "
        "first postoperative visit, first post operative visit, follow up check, clinic visit, clinic appointment, "
        "review appointment",
        Anchor.SUTURE_REMOVAL: "suture removal, stitch removal, staple removal, removal of stitches, "
        "removal of sutures, removal of staples, "
        "removal of the stitches, removal of the sutures, removal of the staples, stitches are removed, "
        "sutures are removed, "
        "staples are removed, stitches are out, sutures are out, staples are out, stitches come out, sutures come out, "
        "stitches have been removed, sutures have been removed, staples have been removed, stitches are taken out, "
        "clips are removed, clips have been removed, removal of your stitches, removal of clips",
        Anchor.CATHETER_REMOVAL: "catheter removal, removal of the catheter, removal of your catheter, "
        "catheter is removed, "
        "catheter has been removed, catheter is out, catheter comes out, removal of catheter, catheter is taken out",
        Anchor.MEASUREMENT_VISIT: "measurements, measurement visit, measurement appointment, eye measurements, "
        "biometry",
    }
)
_ENDINGS = (
    "ectomy",
    "oscopy",
    "plasty",
    "otomy",
    "ostomy",
    "graphy",
    "gram",
    "desis",
    "pexy",
    "centesis",
    "rrhaphy",
    "lithotripsy",
)
_NOT_EVENTS = word_set(
    "meal meals eating food breakfast lunch dinner supper bed bedtime sleep sleeping showering shower "
    "bath bathing use using touching dressing exercise exercising exercises walking each every urinating "
    "bowel drinking dose doses taking driving feeding standing cleaning changing applying washing noon "
    "midnight"
)
_FILLERS = word_set(
    "the your a an this their his her our my you that have has had having been being are is of scheduled "
    "planned actual hospital minor major eye knee hip spine back heart same day such any these those "
    "each all first initial main elective special outpatient inpatient and to day date time start "
    "undergoing"
)
_LEAVES = word_set("leave leaving left")
_HOUSE = word_set("home house")
_MOST_WORDS = 7
_STOPS = word_set(". ; : ? ! ) and or but if unless when while because which as for to by with in on at so until then")


class Events:
    """Finds the anchor that a phrase names, knowing the words of this document's own procedure."""

    def __init__(self, procedure: Words | None = None) -> None:
        names = [token.norm for token in procedure.tokens if token.is_word and len(token.norm) > 4] if procedure else []
        self._own: frozenset[str] = frozenset(names) - _FILLERS

    def at(self, words: Words, first: int) -> tuple[Anchor, int] | None:
        """The anchor named from token `first` on, past "the", "your" and adjectives, and the token after it.

        None for an event that is no anchor, such as a meal. The words up to a stop are one noun phrase; its last named
        event counts, so "knee replacement surgery" is one.
        """
        best: tuple[Anchor, int] | None = None
        at = first
        while at < min(first + _MOST_WORDS, len(words)):
            norm = words.norm(at)
            if norm in _NOT_EVENTS or (norm in _LEAVES and words.norm(at + 1) in _HOUSE):
                return best  # "before you leave home" is on the way to hospital
            if found := _EVENTS.at(words, at):
                best = _preferred(best, (found.meaning, found.last))
                at = found.last
                continue
            if norm.endswith(_ENDINGS):
                best = _preferred(best, (Anchor.SURGERY, at + 1))
            elif (norm in _STOPS and not (at == first and norm in ("your", "the"))) or norm == ",":
                return best
            elif norm in self._own and best is None:
                best = (Anchor.SURGERY, at + 1)
            elif best is not None:
                return best
            at += 1
        return best


def _preferred(old: tuple[Anchor, int] | None, new: tuple[Anchor, int]) -> tuple[Anchor, int]:
    """“knee surgery discharge”: a later, narrower event wins over the operation's name."""
    if old is None or old[0] is Anchor.SURGERY:
        return new
    return old[0], new[1]
