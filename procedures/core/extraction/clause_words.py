"""The words that bound a clause: conditions, purposes, reasons; and what it tells to begin, to stop or to allow."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.word_set import word_set

TAILS = phrases(
    "as soon as, if, unless, because, so that, so you, while, whilst, when, whenever, as needed, as advised, "
    "as directed, "
    "as prescribed, as instructed, in order to, to prevent, to avoid, to reduce, to help, to minimize, to keep, "
    "to allow, to lower, to ensure, to protect, to guide, to promote, to make sure, to decrease, to support, "
    "as you will, as we will, as we may, as you may, as there, "
    "which, since, although, even if, even though, in case, until, till, as this, as these, as it, as they, "
    "once you, once your, once the, once it, once they, once incision*, once wound*, once healed, once fully, "
    "once any, once all, once cleared, once pain, "
    "provided, providing, only if, only when, where, whether, rather than, instead of, except, but not, "
    "without asking, with the aim, due to, "
    "- you, - this, - it, - we, - they, to relieve, to ease, to monitor, to confirm, to check, to improve, "
    "to strengthen, to remove stitches, "
    "to remove sutures, to get"
)
CONDITIONS = phrases("if, unless, only if, in case, as needed, when needed, if needed, where applicable, provided")
STARTS = phrases(
    "start, starts, started, starting, begin, begins, beginning, begun, restart, restarted, resume, resumed, "
    "commence*, resumption, introduction, reintroduc*, take up again, taken up again, go back on"
)
STOPS = phrases(
    "ceased, omit, omitted, left off, left out, leave off, leave out, come off it, "
    "stop, stopped, stopping, cease, discontinue, discontinued, quit, hold, held, pause, paused, withhold, "
    "withheld, come off, stop taking, finish, give up, given up, giving up, cessation, discontinuation, withdrawal, "
    "omission, stopping, omitting, withholding, suspend, suspended"
)
MAYS = phrases(
    "may, can, able to, allowed, permitted, possible, safe, ok, okay, fine to, all right to, return to, "
    "returning to, return, back to, resume, resumed, back at, expect to return, be ready to, no longer need, "
    "reintroduce, gradual return, off work, off school, wait, driving"
)
ALLOWED = phrases("may, can, allowed, permitted, possible, safe, ok, okay, fine, all right")
OFFERED = phrases("may be prescribed, may be given, may be needed, may need, may be asked, may be advised, may have to")
ONLY = phrases("only, clear liquid*, clear fluid*, liquid diet, low residue, low fiber, low fibre, avoid")
LEADING = phrases(
    "if, when, unless, while, assuming, provided, because, since, although, once, as soon as, in case, whenever, "
    "as long as, "
    "even if, even though, before you, after you, after your, before your, should the, should your, should swelling, "
    "should bleeding, should there, should any, as your, as you, should you, "
    "in order to, to prevent, to avoid, to reduce, to help, to protect, to make"
)
# “If you take tablets you should ...”: the order begins without a comma.
TURNS = phrases(
    "you should, you must, you will, you need to, you have to, please, do not, don't, we will, you may need"
)
EXAMPLES = phrases("such as, like, including, for example, e g, for instance")
OTHERS_DO = phrases("which some, which many, which most, which a few, which others")
INSTEAD = phrases("rather than, instead of")
HAS_BEEN = phrases(
    "when you have been, when you have had, once you have been, once you have had, after you have been, "
    "if you have been, if you have had, until you have been, until you have had, when your child has"
)
REASONS = phrases("because, so that, as this, as these, as it, as they, since this, since it, since these")
NOT_YET = phrases(
    "not heard, haven't heard, have not, haven't, hasn't, has not, not received, do not hear, don't hear, 've not"
)
SUBJECTS = word_set("you they we it i he she")
GOES_ON = word_set("is are was were will would may might can should must has have needs need do does stop take")
PREPOSITIONS = word_set(
    "on in at after before during for from within until by starting beginning once following over with "
    "to as when if the day night morning while throughout"
)
