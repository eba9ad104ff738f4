"""A title on the wrong text: it names one operation, and the text is about another."""

from collections.abc import Iterator

from procedures.core.extraction.drafts import Draft
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.linting.findings import Finding, Severity
from procedures.core.span import Span

# The parts of the body that operations are named for, each with its operations. A word stands in one of them only.
_PLACES = {
    name: phrases(words)
    for name, words in {
        "eye": "eye, eyes, cataract*, vitrectomy, retina*, glaucoma, phaco*, strabismus",
        "ear": "ear, ears, tympan*, cochlear, grommet*, stapedectomy",
        "nose": "nose, nasal, sinus, sinuses, septoplasty, rhinoplasty",
        "throat": "throat, tonsil*, adenoid*, laryn*",
        "thyroid": "thyroid*, parathyroid*",
        "teeth": "tooth, teeth, dental, wisdom",
        "heart": "heart, cardiac, coronary, bypass, pacemaker*, defibrillator*, icd, valve",
        "lung": "lung*, thoracotomy, lobectomy",
        "breast": "breast*, mastectomy, lumpectomy",
        "gallbladder": "gallbladder, gall bladder, cholecyst*",
        "bowel": "bowel, colon, colonoscop*, colectomy, rectal, rectum, hemorrhoid*, haemorrhoid*, polyp*",
        "stomach": "stomach, gastric, gastrectomy, gastroscop*, bariatric, egd, esophag*, oesophag*, endoscop*",
        "hernia": "hernia*, herniorrhaphy",
        "womb": "womb, uterus, hysterectom*, caesarean, cesarean, c section, ovar*",
        "prostate": "prostat*, turp",
        "kidney": "kidney*, nephr*, uretero*, ureter*, lithotripsy",
        "spine": "spine, spinal, lumbar, cervical, disc, discectomy, laminectomy, vertebra*",
        "hip": "hip, hips",
        "knee": "knee, knees, acl, cruciate, meniscus, meniscectomy",
        "shoulder": "shoulder, shoulders, rotator",
        "hand": "hand, wrist, carpal",
        "foot": "foot, ankle, bunion*",
        "veins": "varicose",
    }.items()
}
_OPERATION = phrases(
    "surgery, operation, replacement, repair, implant, transplant, reconstruction, removal, procedure, arthroscopy, "
    "arthroplasty, extraction, biopsy"
)
# These name the operation by themselves: "your colonoscopy", "after cataract surgery".
_NAMES = phrases(
    "cataract, tonsillectomy, tonsillectomies, thyroidectomy, mastectomy, lumpectomy, cholecystectomy, colonoscopy, "
    "colectomy, gastrectomy, gastroscopy, hernia, hysterectomy, caesarean, cesarean, prostatectomy, nephrectomy, "
    "laminectomy, discectomy, meniscectomy, pacemaker, defibrillator, vitrectomy, septoplasty, rhinoplasty"
)
_SHOWN = 100


def title_mismatch(draft: Draft, text: str) -> Iterator[Finding]:
    """The title names a part of the body that the text never does, and the text names the operation of another."""
    title = draft.title.strip()
    at = text.find(title.split("\n")[0]) if title else -1
    named = _places(words_of(title))
    rest = words_of(text[:at] + "\n" + text[at + len(title) :] if at >= 0 else text)
    if not named or named & _places(rest):
        return
    others = _operated(rest)
    if others:
        yield Finding(
            "title_mismatch",
            Severity.WARNING,
            f"The title “{title[:_SHOWN]}” speaks of the {_listed(named)}, and the text of the {_listed(others)}.",
            "A code or a title on the wrong text gives patients the instructions of another operation.",
            "Check that this text belongs to this procedure, then correct the title or choose the right document.",
            Span(at, at + min(len(title), _SHOWN)) if at >= 0 else None,
        )


def _places(words: Words) -> set[str]:
    return {name for name, lexicon in _PLACES.items() if words in lexicon}


def _operated(words: Words) -> set[str]:
    """The parts of the body whose operation is named: "knee surgery", "your colonoscopy"."""
    found = set()
    for name, lexicon in _PLACES.items():
        for hit in lexicon.hits(words):
            behind = words.part(hit.last, hit.last + 1)
            if behind in _OPERATION or words.part(hit.first, hit.last) in _NAMES:
                found.add(name)
                break
    return found


def _listed(names: set[str]) -> str:
    return " and the ".join(sorted(names))
