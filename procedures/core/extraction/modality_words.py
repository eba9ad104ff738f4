"""The words that tell an order from a permission, a fact, a reason or what is to be expected."""

from procedures.core.extraction.lexicon import phrases

VERBS = phrases(
    "include, present, ambulate, designate, alternate, dial, hang, bike, nominate, email, text, decide, name, pour, "
    "mix, moisturise, tilt, loosen, unwrap, detach, undress, abstain, replenish, puff, inhale, wiggle, point, rotate, "
    "work on, figure, breathe, cuddle, breastfeed, express, "
    "accept, add, adjust, aim, allow, apply, arrange, arrive, ask, attend, avoid, bathe, be, begin, bend, bite, "
    "book, breathe, bring, brush, build, buy, call, cancel, carry, cease, change, check, "
    "chew, choose, clean, clear, climb, collect, come, complete, confirm, consider, consult, consume, contact, "
    "continue, control, cough, cover, cut, decrease, discontinue, discuss, do, drain, drink, drive, "
    "dress, dry, eat, elevate, empty, engage, enlist, ensure, exercise, expect to, fast, fill, find, finish, "
    "flush, focus, follow, gargle, get, give, go, gradually, have, hold, hydrate, ice, identify, increase, "
    "inform, inspect, insert, join, keep, leave, let, lie, limit, list, listen, look, lower, maintain, make, "
    "manage, massage, measure, mention, minimize, minimise, modify, moisturize, monitor, move, no, notify, "
    "nothing, "
    "obtain, open, organize, organise, pack, pat, pause, perform, phone, pick, place, plan, practice, practise, "
    "prepare, press, prevent, protect, provide, purchase, put, quit, raise, reach, read, record, reduce, "
    "refrain, "
    "relax, remain, remember, remove, repeat, replace, report, request, rest, restart, restrict, resume, return, "
    "review, ring, rinse, rub, schedule, scrub, see, seek, set, shampoo, share, shave, shower, sign, sip, sit, "
    "skip, sleep, "
    "slowly, smoke, soak, speak, sponge, stand, start, stay, stop, store, strengthen, stretch, submit, "
    "substitute, support, switch, take, talk, taper, tell, track, treat, try, turn, undergo, understand, update, "
    "use, verify, visit, "
    "wait, wake, walk, warn, wash, watch, wear, weigh, withhold, wrap, write, call to, carefully, wipe, tighten, "
    "fit, receive, recover, attempt, clip, trim, return to, participate, do not, don't, never, drop, finish, "
    "pre register, register, hand, switch off, work, advance, encourage, "
    "delay, postpone, refill, reserve, select, secure, sanitize, steam, swap, transfer, void, urinate, gently, "
    "only take, only use, only eat, only drink, lift, log, roll, install, dispose, tape, wean, mark, meet, pump, "
    "squeeze, bandage, reapply, reinforce, rotate, splint, suck, swallow, swish, thaw, comply, coordinate"
)
# Nouns that begin like an order.
NOT_VERBS = phrases(
    "name of, fast food*, ice cream, contact lens*, contact sport*, contact number*, contact details, "
    "support stocking*, change of clothes, cough drops, cough medicine*, walk in shower*"
)
OPENINGS = phrases(
    "be aware that, please be aware that, note that, please note that, remember that, please remember that, "
    "keep in mind that, bear in mind that, understand that, it is important to know that, please note, "
    "it would be wise to, it is wise to, it is a good idea to, it may help to, it can help to, it helps to, "
    "we ask you to, we ask that you, we advise you to, we recommend that you, we recommend you, we suggest you, "
    "we suggest that you, you are advised to, it is safest to, you ought to, you had better, do your best to, aim to, "
    "above all, as a rule, whenever possible, where you can, if you can, in the meantime, ok so, "
    "note that you should, we would like you to, we want you to, feel free to, "
    "please, also, then, next, now, usually, generally, typically, often, always, in general, in addition, "
    "additionally, finally, first, afterwards, afterward, instead, remember to, be sure to, make sure to, "
    "make sure you, "
    "make sure that you, make sure, try to, it is important to, it is essential to, it's important to, "
    "it is best to, it is advisable to, important :, important, note :, tip :, just, simply, you should, "
    "otherwise, thereafter, and, but, or, so, most importantly, again, "
    "you must, you will need to, you need to, yes, no problem, ideally, if possible, when possible, "
    "where possible, at home, at first, initially"
)
DIRECTIVES = phrases(
    "wise to, advisable to, has to be, have to be, will be told, would be best, best avoided, are to be, are best, "
    "is best, better left, we ask, we advise, we would like, told by, out for, not to be, will tell you, "
    "will advise you, may require, might require, will let you know, may be asked, might be asked, will be asked, "
    "will require, invited to, be invited, will be sent, be ready to, not before, "
    "should, must, need to, needs to, needed, have to, has to, required to, are required, is required, asked to, "
    "asked not, told to, advised to, is advised, are advised, advised, instructed to, instructed, recommended, "
    "recommend, recommends, encouraged, "
    "expected to, supposed to, are to, is to be, are not to, ought to, important to, essential to, essential, "
    "crucial, vital to, necessary, necessary to, make sure, be sure, ensure, it is best, better to, best to, "
    "want you to, would like you to, you will want to, required, "
    "requested to, had better, may need, might need, will need, mandatory, strongly, prescribed, "
    "may be prescribed, will be prescribed, be prepared, prepare to, plan to, able to provide, responsible for, "
    "you'll need, you'll be asked, requires, require, warrants, warrant, need help, needs help, need a, need an, "
    "need someone, must be, helps to have"
)
REASON_VERBS = phrases(
    "strengthen, speed up, improve, support the, promote healing, gives your, "
    "helps, promotes, prevents, supports, reduces, protects, improves, aids recovery, aids healing, aids digestion, "
    "aids in, ensures, strengthens, lowers, "
    "speeds, promote, is important, are important"
)
SHOULD_BE = phrases(
    "should clear, should go down, should stop on, should last, should pass, should be better, should feel, "
    "should look, should notice, should improve, should heal, should settle, should go away, "
    "should be able, should decrease, should fade, should not feel, should not hurt, should disappear, "
    "should subside, should get better, should resolve, should stop within, should be gone, should gradually"
)
ORDERS = phrases(
    "men should, women should, people should, you are to, should be, must, need to, will need to, have to, "
    "will have to, are asked to, will be asked to, should not, "
    "you should, patients should, child should, do not, don't"
)
RESTRICTIONS = phrases(
    "out for, keep out of, better left, best left, is out, are out, not before, hold off, lay off, off limits, no tub, "
    "do not, don't, never, avoid, avoiding, avoided, avoids, should not, shouldn't, must not, mustn't, cannot, "
    "can't, can not, may not, will not be able, won't be able, refrain, not be, no, nothing, not allowed, "
    "weeks off, days off, months off, week off, not to, forbidden, prohibited, "
    "restricted, restrict, without, limit, limited, stop, stopped, cease, not recommended, not advised, "
    "not permitted, abstain, no longer, off limits, none, not drive, not eat, not drink, not take, not smoke, "
    "not lift, not use, not wear, not shower, not swim, quit, stay away, off work, steer clear"
)
NOT_REQUIRED = phrases(
    "no longer recommended, no longer required, no longer advised, no longer necessary, not routinely, "
    "not routinely needed, not routinely recommended, there is usually no, no further restrictions, does not require, "
    "do not require, "
    "not required, not needed, not necessary, isn't required, isn't needed, isn't necessary, aren't required, "
    "not usually required, not usually needed, not usually necessary, not generally required, "
    "not normally required, not typically required, do not need, don't need, does not need, doesn't need, "
    "no need, do not have to, don't have to, does not have to, doesn't have to, need not, needn't, "
    "without any need, no restriction, no restrictions, not restricted, no special, no specific, no particular, "
    "unnecessary, will not need, won't need, not have to, "
    "may not need, may not be needed, may not be necessary, may not be required, not normally needed, "
    "rarely needed, rarely required, rarely necessary, no dietary, no longer needed, not always necessary, "
    "not usually need, usually not required, usually not needed, usually not necessary, "
    "generally not required, generally not needed, generally not necessary, typically not required, "
    "typically not needed, typically not necessary, there are no, there is no, no prep is, no fasting, is optional, "
    "are optional"
)
REQUIRED = phrases("required, needed, necessary, need to be, needs to be")
EXPECTED = phrases(
    "will eventually, eventually stop, will stop on its own, should clear, usually mild, mild to moderate, is mild, "
    "are mild, is minimal, takes longer, take longer, takes time, ",
    "is normal, are normal, is common, are common, normal to, common to, quite normal, very common, may feel, "
    "will feel, might feel, can feel, you feel, feels like, feel like, may notice, might notice, will notice, "
    "may experience, might experience, can experience, often experience, usually experience, "
    "some patients experience, "
    "many patients experience, most patients experience, may see, might see, expect some, can expect, "
    "to be expected, is expected, are expected, may have some, might have some, will have some, "
    "usually have some, may have mild, may have a sore, goes away, go away, will improve, improve, improves, "
    "improving, subside*, fade*, resolve*, settle*, heals, heal, healed, "
    "peak, peaks, disappear*, get better, gets better, lasts, last for, wear off, wears off, worn off, dissolve, "
    "dissolves, dissolving, dissolvable, fall off, falls off, fall out, may be sore, may be swollen, "
    "may be tired, may be bruised, may be tender, be sore, be numb, be drowsy, be sleepy, be bruised, "
    "be swollen, be tired, "
    "will wake up, wake up in, may wake, not unusual, not uncommon, nothing to worry, no cause for alarm, "
    "don't worry, do not worry, do not be alarmed, don't be alarmed, vary, varies, depends on, depend on, "
    "differs, is different, each person, everyone, may take up to a year, may occur, can occur, could occur, "
    "may develop, may appear, may look, look worse, feel tired, feel sleepy, "
    "feel sick, gradually decrease, gradually improve, reduces over, decrease over, decreases over, "
    "will decrease, should decrease, may last, can last, will last, may persist, may continue for, will reduce, "
    "slowly reduce, will look, will disappear, will be able to see, be uncomfortable, tend to feel, see better, "
    "feel better, feels normal, feel normal, may leak, may ooze, oozing is, able to feel, back to normal, "
    "become more regular, becomes",
)
SYMPTOMS = phrases(
    "pain, swelling, bruising, numbness, discomfort, soreness, nausea, vomiting, bleeding, fatigue, tiredness, "
    "itching, itch, constipation, drainage, discharge, redness, stiffness, tingling, cramps, cramping, bloating, "
    "gas, scarring, scars, scar, the scar, hoarseness, sore throat, dizziness, drowsiness, tenderness, spotting, "
    "tightness, headache*, "
    "blurred, blurry, vision, grittiness, watering, tearing, mild, moderate, slight, some, minor, temporary, "
    "possible, decreas*, improv*, reduced, decreased, increased, symptoms, your symptoms, side effects, "
    "complications, healing, recovery, benefits, complete healing, complete recovery, full recovery, "
    "the recovery, your recovery, most of the swelling, appetite, your appetite, bowel movements, "
    "bowel function, taste, hearing, sensation, feeling, shortness of breath, fever, chills, infection, risk*, "
    "rare, common, the pain, the swelling, the bruising, "
    "the numbness, the incision may, the area may, the wound may, the skin may, a small amount, small amounts, "
    "crusting, the treated area may, gradual fading, gradual improvement, gradual return of, dry mouth, weakness"
)
REASONS = phrases(
    "this helps, this will help, this is to, this is because, this reduces, this will reduce, this prevents, "
    "this allows, this ensures, this can, this may, this is so, it helps, it will help, these help, helps, "
    "help to, helps to, because, so that, the reason, this is important, it is important because, this makes, "
    "these will help, this protects, these reduce, this keeps, this lowers, which helps, doing so, doing this, "
    "this is done, in order to, "
    "to reduce the risk, to help, supports, prevents, promotes, reduces, protects, improves, allows, aids, "
    "ensures, regular walking aids, it reduces, it prevents, it allows, it can, studies show, research"
)
# What goes on with the sentence before.
EXPLAINS = phrases(
    "this includes, these include, this also includes, it includes, this means, that means, this applies, these are, "
    "this is because, this is to, examples are, examples include"
)
SURGERY_FACTS = phrases(
    "during surgery, during your surgery, during the surgery, during the operation, during your operation, "
    "during the procedure, during your procedure, in the operating room, in theatre, "
    "the procedure takes, the operation takes, the surgery takes, surgery takes, the procedure lasts, "
    "the operation lasts, surgery lasts, procedure usually takes, operation usually takes, "
    "surgery usually takes, the surgeon will make, the surgeon makes, is performed under, is done under, "
    "are made, an incision is made, is inserted through, takes about, the procedure usually, the test takes, "
    "the appointment takes, "
    "the procedure will take, the operation will take, your surgery will take, your operation will take, "
    "the surgery will take"
)
DISCHARGE_CRITERIA = phrases(
    "can go home when, can go home once, may go home when, may go home once, go home when, go home once, "
    "go home as soon as, discharged when, discharged once, discharged home when, discharged home once, "
    "discharged as soon as, allowed home when, allowed home once, ready to go home when, "
    "will be able to go home when, will be able to go home once, home when, home once"
)
PERMISSIONS = phrases(
    "ok, "
    "may, can, able to, allowed, allow you to, permitted, possible, safe, fine to, ok to, okay to, all right to, "
    "free to, resume, resumed, resumes, return to, returning to, back to work, back to school, back to normal, "
    "back at work, go back, welcome to, can usually, will be able to, be able to, usually able, ready to, "
    "expect to return, return, off work, reintroduce, starts, start, starting, begin, begins, starts on, "
    "no longer need"
)
MILESTONES = phrases(
    "return to, returning to, resume, resumed, back to work, back to school, go back to, able to, possible, "
    "allowed, permitted, safe, may, can, start, starts, begin, begins, ok to, okay to, fine to, be able to, "
    "off work, driving, return, full recovery, gradual return, usually ready, back at work, wait"
)
PARTICIPLES = phrases(
    "finished, peeled off, peeled, clipped, massaged, carried on, commenced, invited, sent, shown, told, told to, "
    "asked, released, alternated, permitted, drained, injected, infused, switched, swapped, spent, weaned, lifted, "
    "supervised by, "
    "taken, used, worn, applied, avoided, removed, started, stopped, kept, changed, scheduled, arranged, "
    "planned, reviewed, performed, done, discussed, held, paused, discontinued, withheld, continued, resumed, "
    "restarted, checked, cleaned, washed, made, completed, obtained, collected, given, elevated, raised, "
    "monitored, examined, limited, restricted, "
    "managed, controlled, taught, fitted, measured, marked, signed, replaced, carried out, ordered, prescribed, "
    "seen, encouraged, advised, recommended, administered, offered, accompanied, driven, discharged, "
    "transferred, provided, put on, placed, weighed, shaved, drawn, tested, assessed, evaluated, interviewed, "
    "contacted, called, followed, begun, repeated, adjusted, reduced, increased, ceased, cleared, limited to, "
    "admitted, inserted, connected, attached, explained, reminded, supervised, consumed, emptied, rinsed, "
    "bathed, rested, iced, covered, protected, introduced, ready, available"
)
ACTING = phrases(
    "rest, rests, go home, goes home, go to, return, returns, resume, resumes, stay, stays, remain, remains, "
    "wear, wears, take, takes, use, uses, have a, have an, have your, have blood, have tests, have someone, "
    "have some tests, attend, attends, see, sees, visit, visits, meet, meets, meet with, start, starts, begin, "
    "begins, receive, receives, get, undergo, undergoes, walk, walks, eat, eats, drink, drinks, drive, drives, "
    "fast, fasts, stop, stops, avoid, avoids, "
    "need, needs, will call, calls, will visit, will check, will be asked, will help you, will give, "
    "will review, will examine, will discuss, will explain, will teach, will show, will remove, will see, "
    "will contact, will ask, will talk, will tell you, will advise, will place, will start, will put, will take, "
    "will insert, will mark, will meet, will have, will be given, will be taken, will be able, you will be, "
    "is usually, are usually, is often, are often, lasts, comes off, come off, come out, comes out, be there, "
    "monitors, provide, provides, involves, involve, includes, include, consist of, consists of, undertaken, "
    "continue, continues, follow, will work, will stay, work with, works with, will change, will monitor, "
    "are asked, usually wear, pick you up, spend, sit, stand, sleep, will get, will receive, complete"
)
PEOPLE = phrases(
    "you, patients, patient, most people, people, most patients, many people, women, men, children, your child, "
    "the child, parents, adults, everyone, you'll, he or she, they, the person"
)
STAFF = phrases(
    "dentist, gp, practice nurse, consultant, physio, physios, dietician, porter, midwives, radiographer, prescriber, "
    "surgical team, anaesthetic team, anesthesia team, we, health visitor, coordinator, district nurse*, a drip, "
    "a drain, a needle, secretary, navigator, "
    "midwife, dietitian, hospital, ward, clinic, unit, office, someone from, member of, nurse*, surgeon*, "
    "doctor*, anesthesiologist*, anaesthetist*, anesthetist*, staff, care team, team, "
    "physiotherapist*, therapist*, technician*, physician*, we will, we'll, pharmacist, iv line, iv, cannula, "
    "you will be given, will be placed, is placed, is inserted, will be inserted, your vital signs, vital signs, "
    "be monitored, will be taken to, will be connected"
)
STAFF_DOES = phrases(
    "rings you, ring you, rings to, will ring, phones you, phone you, telephones you, will telephone, will text, "
    "contacts you, contact you, texts you, will tell you, will email, will call, calls, call you, calls you, "
    "will visit, will check, checks, will review, will examine, will ask, "
    "will give, will place, will start, will put, will mark, will monitor, monitors, will remove, will teach, "
    "will show, will help, will explain, will talk, will meet, will change, will insert, will see you, "
    "will be given, are given, is given, be monitored, is monitored, are monitored, will be placed, is placed, "
    "will be inserted, is inserted, will be taken to, "
    "will be connected, administered, helps you, will take, may give, will phone, will contact, will apply, "
    "will discuss, monitor, will measure, will shave, will wake, may insert, will offer, will bring you, "
    "will assist, teaches, visits you, reviews, examines, by a nurse, by the nurse, by your nurse, by a doctor, "
    "by the team"
)
NON_TASK_OPENINGS = phrases(
    "be aware that, please be aware that, note that, please note that, remember that, please remember that, "
    "keep in mind that, bear in mind that, understand that, it is important to know that, please note, "
    "do not reproduce, yes /, no part of, review date, date of review, next review, date reviewed, produced by, "
    "written by, ref, reference number, "
    "switchboard, interpreter, large print, was this page, share, did you know, skip to, terms of use, learn about, "
    "find out more, click here, follow us, like us, subscribe, sign up for our, interpreter services, "
    "consumer reviewed, printed, code, opening hours, office hours, hours, "
    "see also, for more information, for further information, source, sources, reference, references, copyright, "
    "figure, fig, photo, image, table of contents, page, tel, telephone, phone :, phone number, fax, email, "
    "e mail, website, address, www, http, https, visit our website, learn more, read more, click, share this, "
    "adapted from, last updated, last reviewed, reviewed by, disclaimer, "
    "this leaflet, this information, this guide, this handout, this article, this document, "
    "these instructions are, these guidelines, this booklet, this section, this page, all rights, author, "
    "published, version, leaflet, form no, consult dr, book your consultation, book now, ©"
)
