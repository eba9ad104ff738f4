"""The words of what is no order: reasons, facts, what is to be expected, what is not needed, and what the team does."""

from procedures.core.extraction.lexicon import phrases

REASON_VERBS = phrases(
    "reduce the risk, reduce your risk, reduce risk, reduce recurrence, lower the risk, lower your risk, "
    "increase the risk, increase your risk, increases the risk, increases your risk, raise the risk, "
    "raise your risk, raises the risk, raises your risk, slow healing, slows healing, delay healing, "
    "delays healing, slow down healing, slows down healing, "
    "strengthen, speed up, improve, support the, promote healing, gives your, helps, promotes, prevents, supports, "
    "reduces, protects, improves, aids recovery, aids healing, aids digestion, aids in, ensures, strengthens, "
    "lowers, speeds, promote, is important, are important"
)
ABILITIES = phrases("will be able to, should be able to, will usually be able to")
ALLOWANCES = phrases("allowed, permitted, fine, ok, okay, enough, a good idea, restriction*")
AT_WILL = phrases(
    "feel steady, feel able, feels able, feel well enough, feel up to, feel fit, feel strong enough, feel hungry, "
    "feel thirsty, fully awake, wide awake, as soon as you feel, once you feel, it feels comfortable, "
    "it is comfortable, feels ready, feel ready, feels comfortable, feel comfortable, you fancy, when ready, "
    "feel like it, feels like it, feel like eating, both ready, physically ready, emotionally ready, "
    "whatever position, as you like, as you wish, as they like, if you wish, if you like, whenever you like, "
    "as much as you like"
)
# How often something happens to others.
STATISTICS = phrases(
    "treated individually, decided individually, judged individually, "
    "readmitted, one in ten, 1 in 10, one in twenty, 1 in 20, one in a hundred, 1 in 100, in ten patients, "
    "in 10 patients, in 100 patients, of 100 patients, half of patients, half of all patients, a third of patients, "
    "a quarter of patients, half of all people, half of people, a third of people, a quarter of people, "
    "most of all people"
)
SHOULD_BE = phrases(
    "should now be, should be getting, should be feeling, should be back, should be much, should clear, "
    "should go down, should stop on, should last, should pass, should be better, should feel, should look, "
    "should notice, should improve, should heal, should settle, should go away, should be able, should decrease, "
    "should fade, should not feel, should not hurt, should disappear, should subside, should get better, "
    "should resolve, should stop within, should be gone, should gradually"
)
NOT_REQUIRED = phrases(
    "nothing needs to be, nothing has to be, nothing need be, none needs to be, none need to be, none has to be, "
    "not something you need to, not something you have to, can skip the fasting, may skip the fasting, "
    "can ignore the fasting, may ignore the fasting, "
    "won't have to, will not have to, won't be asked to, will not be asked to, are not asked to, aren't asked to, "
    "won't be told to, will not be told to, no reason to stop, no reason to fast, no reason to change, "
    "nobody needs, no one needs, nobody has to, no one has to, no routine, no outpatient appointment, "
    "no further appointment, no follow up appointment, "
    "no longer recommended, no longer required, no longer advised, no longer necessary, not routinely, "
    "not routinely needed, not routinely recommended, there is usually no, no further restrictions, "
    "does not require, do not require, don't routinely, do not routinely, does not routinely, not required, "
    "not needed, not necessary, isn't required, isn't needed, isn't necessary, aren't required, "
    "not usually required, not usually needed, not usually necessary, not generally required, not normally required, "
    "not typically required, do not need, don't need, does not need, doesn't need, no need, do not have to, "
    "don't have to, does not have to, doesn't have to, need not, needn't, without any need, no restriction, "
    "no restrictions, not restricted, no special, no specific, no particular, unnecessary, will not need, "
    "won't need, not have to, may not need, may not be needed, may not be necessary, may not be required, "
    "not normally needed, rarely needed, rarely required, rarely necessary, no dietary, no longer needed, "
    "not always necessary, not usually need, usually not required, usually not needed, usually not necessary, "
    "generally not required, generally not needed, generally not necessary, typically not required, "
    "typically not needed, typically not necessary, there are no, there is no, no prep is, no fasting, is optional, "
    "are optional"
)
EXPECTED = phrases(
    "absorbed, have dissolved, will have dissolved, usually good, usually pleased, are pleased, usually satisfied, "
    "to process, will be back in, take up to, takes up to, slows, is not a sign, not a sign of, may come away, "
    "may turn, may go pink, may be passed, can be expected to, expected to fade, wear thin, will eventually, "
    "eventually stop, will stop on its own, should clear, usually mild, mild to moderate, is mild, are mild, "
    "is minimal, takes longer, take longer, takes time, is normal, are normal, is common, are common, normal to, "
    "common to, quite normal, very common, may feel, will feel, might feel, can feel, you feel, feels like, "
    "feel like, may notice, might notice, will notice, may experience, might experience, can experience, "
    "often experience, usually experience, some patients experience, many patients experience, "
    "most patients experience, may see, might see, expect some, can expect, to be expected, is expected, "
    "are expected, may have some, might have some, will have some, usually have some, may have mild, "
    "may have a sore, goes away, go away, will improve, improve, improves, improving, subside*, fade*, resolve*, "
    "settle*, heals, heal, healed, peak, peaks, disappear*, get better, gets better, lasts, last for, wear off, "
    "wears off, worn off, dissolve, dissolves, dissolving, dissolvable, fall off, falls off, fall out, may be sore, "
    "may be swollen, may be tired, may be bruised, may be tender, be sore, be numb, be drowsy, be sleepy, "
    "be bruised, be swollen, be tired, will wake up, wake up in, may wake, not unusual, not uncommon, "
    "nothing to worry, no cause for alarm, don't worry, do not worry, do not be alarmed, don't be alarmed, vary, "
    "varies, depends on, depend on, differs, is different, each person, everyone, may take up to a year, may occur, "
    "can occur, could occur, may develop, may appear, may look, look worse, feel tired, feel sleepy, feel sick, "
    "gradually decrease, gradually improve, reduces over, decrease over, decreases over, will decrease, "
    "should decrease, may last, can last, will last, may persist, may continue for, will reduce, slowly reduce, "
    "will look, will disappear, will be able to see, be uncomfortable, tend to feel, see better, feel better, "
    "feels normal, feel normal, may leak, may ooze, oozing is, able to feel, back to normal, become more regular, "
    "becomes"
)
SYMPTOMS = phrases(
    "first bowel movement, the first bowel movement, bowel movement, your bowels, the bowels, "
    "bruised, swollen, sore, stiff, achy, aching, puffy, dull, pain, swelling, bruising, numbness, discomfort, "
    "soreness, nausea, vomiting, bleeding, fatigue, tiredness, "
    "itching, itch, constipation, drainage, discharge, redness, stiffness, tingling, cramps, cramping, bloating, "
    "gas, scarring, scars, scar, the scar, hoarseness, sore throat, dizziness, drowsiness, tenderness, spotting, "
    "tightness, headache*, blurred, blurry, vision, grittiness, watering, tearing, mild, moderate, slight, some, "
    "minor, temporary, possible, decreas*, improv*, reduced, decreased, increased, symptoms, your symptoms, "
    "side effects, complications, healing, recovery, benefits, complete healing, complete recovery, full recovery, "
    "the recovery, your recovery, most of the swelling, appetite, your appetite, bowel movements, bowel function, "
    "taste, hearing, sensation, feeling, shortness of breath, fever, chills, infection, risk*, rare, common, "
    "the pain, the swelling, the bruising, the numbness, the incision may, the area may, the wound may, "
    "the skin may, a small amount, small amounts, crusting, the treated area may, gradual fading, "
    "gradual improvement, gradual return of, dry mouth, weakness"
)
REASONS = phrases(
    "this helps, this will help, this is to, this is because, this reduces, this will reduce, this prevents, "
    "this allows, this ensures, this can, this may, this is so, it helps, it will help, these help, helps, help to, "
    "helps to, because, so that, the reason, this is important, it is important because, this makes, "
    "these will help, this protects, these reduce, this keeps, this lowers, which helps, doing so, doing this, "
    "this is done, in order to, to reduce the risk, to help, supports, prevents, promotes, reduces, protects, "
    "improves, allows, aids, ensures, regular walking aids, it reduces, it prevents, it allows, it can, "
    "studies show, research"
)
# What goes on with the sentence before.
EXPLAINS = phrases(
    "this includes, these include, this also includes, it includes, this means, that means, this applies, these are, "
    "this is because, this is to, examples are, examples include"
)
SURGERY_FACTS = phrases(
    "during surgery, during your surgery, during the surgery, during the operation, during your operation, "
    "during the procedure, during your procedure, in the operating room, in theatre, the procedure takes, "
    "the operation takes, the surgery takes, surgery takes, the procedure lasts, the operation lasts, surgery lasts, "
    "operation is performed, surgery is performed, procedure is performed, operation is carried out, "
    "operation is done, throughout the operation, throughout the procedure, throughout surgery, "
    "throughout your operation, throughout the test, procedure usually takes, operation usually takes, "
    "surgery usually takes, the surgeon will make, the surgeon makes, is performed under, is done under, "
    "cuts are made, incisions are made, holes are made, an incision is made, is inserted through, takes about, "
    "the procedure usually, the test takes, the appointment takes, the procedure will take, the operation will take, "
    "your surgery will take, your operation will take, the surgery will take"
)
DISCHARGE_CRITERIA = phrases(
    "must have had a drink, must have passed urine, "
    "can leave when, can leave once, may leave when, may leave once, able to leave when, able to leave once, "
    "can go home when, can go home once, may go home when, may go home once, go home when, go home once, "
    "go home as soon as, discharged when, discharged once, discharged home when, discharged home once, "
    "discharged as soon as, allowed home when, allowed home once, ready to go home when, "
    "will be able to go home when, will be able to go home once, home when, home once"
)
STAFF = phrases(
    "blood pressure and pulse, observations, laboratory, embryologist, surgery center, surgery centre, "
    "surgical center, surgical centre, medical center, health center, endoscopy center, "
    "department, scheduler, urologist*, cardiologist*, endoscopist*, specialist*, team member, "
    "dentist, gp, practice nurse, consultant, physio, physios, dietician, porter, midwives, radiographer, "
    "prescriber, surgical team, anaesthetic team, anesthesia team, we, health visitor, coordinator, district nurse*, "
    "a drip, a drain, a needle, secretary, navigator, dr, midwife, dietitian, hospital, ward, clinic, unit, office, "
    "someone from, member of, nurse*, surgeon*, doctor*, anesthesiologist*, anaesthetist*, anesthetist*, staff, "
    "care team, team, physiotherapist*, therapist*, technician*, physician*, we will, we'll, pharmacist, iv line, "
    "iv, cannula, you will be given, will be placed, is placed, is inserted, will be inserted, your vital signs, "
    "vital signs, be monitored, will be taken to, will be connected"
)
STAFF_DOES = phrases(
    "be seen by, be visited by, be met by, be examined by, be reviewed by, be called by, be phoned by, "
    "be contacted by, be helped, helped out of, phone call from, a call from, by the staff, by staff, "
    "by the ward, by the nursing, by the anaesthetist, by the surgeon, by the physiotherapist, by your surgeon, "
    "rings you, ring you, rings to, will ring, phones you, phone you, telephones you, will telephone, will text, "
    "contacts you, contact you, texts you, will tell you, will email, will call, calls, call you, calls you, "
    "will visit, will check, checks, will review, will examine, will ask, will give, will place, will start, "
    "will put, will mark, will monitor, monitors, will remove, will teach, will show, will help, will explain, "
    "will talk, will meet, will change, will insert, will see you, will be given, are given, is given, be monitored, "
    "is monitored, are monitored, will be placed, is placed, will be inserted, is inserted, will be taken to, "
    "will be connected, administered, helps you, will take, may give, will phone, will contact, will apply, "
    "will discuss, monitor, will measure, will shave, will wake, may insert, will offer, will bring you, "
    "will assist, teaches, visits you, reviews, examines, by a nurse, by the nurse, by your nurse, by a doctor, "
    "by the team"
)
# How something is done, and where it is kept: a step of the task before, or nothing to do.
STEPS = phrases(
    "between two different drops, between different drops, between two drops, between the drops, between each drop, "
    "between bottles, "
    "between drops, between the different drops, between eye drops, between doses of drops, at room temperature, "
    "pull down the lower lid, pull down your lower lid, tilt your head back, squeeze one drop, shake the bottle"
)
NON_TASK_OPENINGS = phrases(
    "be aware that, please be aware that, note that, please note that, remember that, please remember that, "
    "keep in mind that, bear in mind that, understand that, it is important to know that, please note, "
    "do not reproduce, yes /, no part of, review date, date of review, next review, date reviewed, produced by, "
    "written by, ref, reference number, switchboard, interpreter, large print, was this page, share, did you know, "
    "skip to, terms of use, learn about, find out more, click here, follow us, like us, subscribe, sign up for our, "
    "interpreter services, consumer reviewed, printed, code, opening hours, office hours, hours, see also, "
    "for more information, for further information, source, sources, reference, references, copyright, figure, fig, "
    "photo, image, table of contents, page, tel, telephone :, telephone number, phone :, phone number, fax, email, "
    "e mail, website, "
    "address, www, http, https, visit our website, learn more, read more, click, share this, adapted from, "
    "last updated, last reviewed, reviewed by, disclaimer, this leaflet, this information, this guide, this handout, "
    "this article, this document, these instructions are, these guidelines, this booklet, this section, this page, "
    "all rights, author, published, version, leaflet, form no, consult dr, book your consultation, book now, ©"
)
