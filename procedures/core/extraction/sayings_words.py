"""The words of what is only said of a medicine or a fast: what was, what others do, what is not so, what it costs."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.word_set import word_set

PAST = word_set("was were wasn't weren't did didn't had received")
LONG_AGO = phrases(
    "used to keep, used to be, used to starve, used to tell, used to ask, used to advise, used to fast, used to stop, "
    "used to say, used to have, used to give, used to think, used to mean, used to recommend, used to insist, "
    "we used to, they used to, hospitals used to, doctors used to, patients used to, people used to, "
    "no longer do this, no longer do that, "
    "no longer ask, no longer tell, no longer advise, no longer recommend, no longer fast, no longer starve, "
    "no longer believe, no longer think, no longer the case, no longer done, once had to"
)
ONCE = phrases(
    "years ago, ten years ago, twenty years ago, many years ago, some years ago, in the past, in former times, "
    "in the old days, at one time, until recently, formerly"
)
ELSEWHERE = phrases(
    "some hospitals, other hospitals, many hospitals, most hospitals, some clinics, other clinics, many clinics, "
    "some centres, some centers, other centres, other centers, some units, other units, some countries, "
    "other countries, elsewhere, other surgeons, your friends may, friends may, people may tell you, "
    "websites may, websites say, the internet"
)
TAKES_BACK = phrases(
    "we do not ask for this, we don't ask for this, we do not ask this, we don't ask this, we do not do this, "
    "we don't do this, we do not do that, we do not need this, we don't need this, we do not recommend this, "
    "we don't recommend this, we do not advise this, we do not require this, we don't require this, "
    "we do not ask for that, we don't ask for that, "
    "this is not needed, this isn't needed, this is not necessary, this isn't necessary, that is not necessary, "
    "that isn't necessary, that is not needed, that isn't needed, this is not required, this is no longer, "
    "that is no longer, it is no longer, this is not our practice, this does not apply, that does not apply, "
    "this is not true, that is not true, that isn't true, this is a myth, this is wrong, that is wrong, "
    "this is out of date, this is outdated, that is out of date, not so here, not with us, not at our"
)
HEARSAY = phrases(
    "may have heard, may have read, might have heard, might have read, will have heard, have heard that, "
    "have read that, people think, patients think, people believe, patients believe, people assume, patients assume, "
    "is often said, it is said, people say, think they should, think that they should, think they must, "
    "think they have to, believe they must, believe they should, often wonder, a myth, "
    "we asked, we told, we advised, we kept, we starved, we stopped"
)
NOTHING = phrases(
    "there is nothing to, there's nothing to, there will be nothing to, no change needed, no changes needed, "
    "no change is needed, no changes are needed, no change required, no change necessary, no change, "
    "no changes, no adjustment needed, no adjustment, no need to stop, no need to fast, no need to change, "
    "not affected by"
)
TO_TAKE_HOME = phrases("to take home, to take away with you")
HANDED = word_set("handed given supplied get receive")
IN_BODY = phrases(
    "out of the body, out of your body, out of the system, out of your system, out of the bloodstream, "
    "in the body, in your body, in the system, in your system, in the blood, in your blood"
)
NONE_OF = phrases("none of, neither of, nothing in")
HEDGES = phrases("possibly, perhaps, maybe, probably, it depends, that depends, sometimes, not always, good question")
LAST_TIME = phrases(
    "last time, the last time, for your last operation, at your last operation, before your last operation"
)
ALREADY = phrases("has already, have already, had already")
UNREAL = phrases(
    "would have to, would have had to, would need to, would have needed, would be asked to, would be told to, "
    "you would not have, would otherwise"
)
STUDIES = phrases(
    "studies show, studies have shown, a study, one study, studies, research shows, research, trials, evidence shows, "
    "experts say, in one trial"
)
CONSEQUENCES = phrases(
    "be cancelled, be canceled, be postponed, be put off, surgery cancelled, surgery canceled, operation cancelled, "
    "exam cancelled, exam canceled, procedure cancelled, procedure canceled, be sent home, have to be rebooked"
)
OPINIONS = phrases(
    "bad for, not suitable, unsuitable, not good for, is harmful, are harmful, is harmless, are harmless, "
    "is dangerous, are dangerous, medicines too, drugs too, count as"
)
ROOMS = phrases(
    "in the cafe, in the café, in the canteen, in the cafeteria, in the restaurant, in the waiting room, "
    "in the waiting area, in the mri room, in the scan room, in the shop, in the lobby, "
    "visitors, the cafe, the café, the canteen, the cafeteria, the kitchen, visitors may, visitors can, visitors"
)
SELLS = word_set("sells sell stocks serves served costs cost mails forgets forget")
EXAMPLES = phrases("examples of, an example of, examples are, for example")
BANS = word_set("no nothing not never avoid avoided forbidden prohibited")
