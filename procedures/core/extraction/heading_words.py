"""The words of headings and lead-ins: of which section they are, and what kind of list they open."""

from procedures.core.extraction.lexicon import phrases

STRONG_OTHER = phrases(
    "risks, risk, complications, benefits, alternatives, alternative treatments, alternative treatment, "
    "indications, purpose, purposes, during the procedure, during surgery, during your surgery, "
    "during the operation, during your operation, during your procedure, during the test, what happens during, "
    "why, types of, success, long term outcomes, outcomes, outcome, how it is done, "
    "how is it done, how is the, how the procedure, how the surgery, how does, how it works, what is a, "
    "what is an, what is the, what are the risks, what are the benefits, who performs, who needs, who should, "
    "is it safe, disclaimer, references, conclusion, about the, about your, about this, understanding, "
    "description, related, schedule your consultation, contact information, for more information, "
    "further information, further reading, useful contacts, "
    "useful links, useful numbers, anatomy, causes of, treatment options, types, how long does the, "
    "how long will the operation, how long will the surgery, cost, advantages, disadvantages, "
    "name of the procedure, common name*, technical term, patient experience, living without, "
    "managing complications, possible problems, side effects, what does, "
    "what will happen during, having the operation, having your operation, in the operating room, in theatre, "
    "the day of your surgery : what happens, in short, final reassurance, key takeaways, "
    "what happens in the operating, what we do, our team, your care team, your team, meet, testimonials, about us, "
    "about dr, book, consult, contact dr, are you suffering, expected results, prognosis, realistic timeline, "
    "when will i see"
)
PREPARATION = phrases(
    "as soon as you schedule, as soon as you book, as soon as you have a date, once you have a date, "
    "once you are scheduled, once you have scheduled, once you have booked, when you schedule, when you book, "
    "when you have a date, "
    "happens on the ward, happens on arrival, happens on admission, happens when i arrive, happens when you arrive, "
    "run up to, lead up to, getting your child ready, getting yourself ready, get your child ready, getting you ready, "
    "beforehand, fasting times, fasting, nothing to eat or drink, coming into, coming in, prehab, "
    "prehabilitation, optimising, "
    "optimizing, checklist for surgery, admission, on arrival, arriving, your admission, pre assessment, "
    "pre op assessment, preassessment, medicines to stop, pre admission clinic, where to go, when to come, your pre, "
    "preparation*, prepare, preparing, prepares, pre operative, preoperative, pre op, preop, pre procedure, "
    "preprocedure, pre surgery, pre surgical, presurgical, presurgery, pre admission, pre treatment, pretreatment, "
    "getting ready, get ready, ready for, before, prior to, leading up, day of surgery, day of your surgery, "
    "day of the surgery, day of procedure, day of your procedure, day of the procedure, day of operation, "
    "day of your operation, day of the operation, "
    "morning of, day of your, surgery day, day of admission, on the day, procedure day, operation day, "
    "what to bring, what should i bring, what to wear, what to pack, checking in, check in, arrival, "
    "when you arrive, fasting instructions, coming to hospital, coming into hospital, coming to the hospital, "
    "night before, planning ahead, plan ahead, planning for, in advance, to bring, things to bring, "
    "when to arrive, eating and drinking before, medications to stop, medicines to stop, stop taking"
)
RECOVERY = phrases(
    "when i get home, when i am home, when i'm home, once i am home, once i'm home, when i go home, after i get home, "
    "how long will i be in, how long will i stay, how long shall i stay, how long do i stay, how long must i stay, "
    "how long will my child stay, "
    "when you are home, when you're home, when you are back, over the following days, over the following weeks, "
    "in the following days, afterwards at home, waking up, in recovery, "
    "will i be in pain, will i have pain, will it hurt, will it be painful, will i be sore, what about pain, "
    "will i have stitches, will i have a scar, when will the catheter, when will the drain, when will my stitches, "
    "when will the stitches, when will the dressing, "
    "afterwards, afterward, coming home, once home, once you go home, back on the ward, on the ward, your recovery, "
    "looking after, your first, managing common, managing pain, managing side effects, managing symptoms, "
    "managing your, managing discomfort, pain management, pain control, dealing with pain, resuming, waking up, "
    "in the weeks, in the days, timeline, "
    "recovery, recover, recovering, recuperation, recuperating, after, aftercare, following surgery, "
    "following your, following the, post operative, postoperative, post op, postop, post procedure, postprocedure, "
    "post surgery, post surgical, postsurgical, post surgery, post treatment, posttreatment, going home, go home, "
    "when you get home, at home, home care, back home, discharge, discharged, healing, rehabilitation, rehab, "
    "self care, convalescence, first 24 hours, first 48 hours, first few days, first week, first day, first days, "
    "first two weeks, "
    "wound care, incision care, caring for your, care for your, care of your, looking after, returning to, "
    "return to work, back to normal, back to work, in hospital, in the hospital, hospital stay, your stay, "
    "long term care, getting back, when can i, how soon can i, will i be able to, what should i do if, "
    "when will i be able, resume, resuming, once you are home, leaving the hospital, leaving hospital, "
    "when do i go home, when can i go home, while you heal, caring for the, care of the, long term, dressing care, "
    "drain care, cast care, stoma care"
)
# "After" and "before" that say nothing of the operation.
NO_SIDES = phrases(
    "after midday, after noon, after midnight, after lunch, after hours, after meals, after eating, after each, "
    "after using, after every, after that, before midday, before noon, before midnight, before lunch, "
    "before breakfast, before bed, before bedtime, before meals, before eating, before each, before every, "
    "before and after, following day"
)
MANAGING = phrases(
    "before you leave, before you go home, before leaving hospital, before leaving the hospital, before going home, "
    "before you are discharged, before discharge, "
    "managing common, managing side effects, managing pain, managing symptoms, managing discomfort, managing your, "
    "managing constipation, managing nausea, managing swelling, easing"
)
FOLLOW_UP = phrases(
    "what comes next, will i need to come back, do i need to come back, will i be seen, your check ups, "
    "will i have a check, will i need a follow, what happens next, "
    "who will see me, when will i be seen, when will i be reviewed, will i be seen again, outpatient review, "
    "next steps, appointments after, checkup, "
    "what happens next, what next, your next visit, follow up, follow ups, followup, follow up care, "
    "next appointment*, your appointments, check ups, checkups, your results, getting results, "
    "getting your results, results of, test results, when will i get the results, when will i get my results, "
    "long term follow, future care, future visits, next visit, clinic visits, outpatient appointment"
)
WARNING = phrases(
    "come back to the emergency, come back to the er, return to the er, come to the emergency, come back for any, "
    "return for any, go straight to the emergency, go straight to hospital, go straight to the hospital, "
    "should be called right, should be called if, should be called for, should be phoned, should be telephoned, "
    "should be contacted, must be called, get help if, get help, dial 999, dial 911, call 000, dial 000, ring 999, "
    "ring the ward, ring 111, call 111, "
    "seek help, worried, concerns, urgent help, return immediately, tell your surgeon if, alert us, "
    "problems to look for, come straight back, tell us straight away, tell us at once, "
    "when to call, when to contact, when to seek, when to get help, when to phone, when to worry, "
    "when should i call, when should i contact, when should i seek, when should i worry, when to see a doctor, "
    "warning sign*, danger sign*, red flag*, emergency, emergencies, urgent, call your, call us, call the, "
    "call our, call 911, call 999, call for, call if, call immediately, call right away, call a, contact your, "
    "contact us, contact the, contact a, contact our, contact if, seek, go to the emergency, go to the er, "
    "go to the nearest, go to your nearest, "
    "get medical help, get help, get emergency, return to the hospital if, return to the emergency, "
    "come back to the hospital if, come back if, report any, report the, report these, report immediately, "
    "notify your, notify us, notify the, tell your doctor right away, tell us if, let us know if, "
    "see your doctor if, see a doctor if, phone us, phone the, ring the, ring us, ring your, reasons to call, "
    "problems to report, call doctor, get medical attention, watch for, watch out for, look out for, "
    "signs of infection, what to watch for, concerning symptoms, who to call, signs to watch, should not ignore, "
    "symptoms to report, call dr, when to be concerned, contact your doctor"
)
EXPECTED = phrases(
    "what to expect, what you may feel, what you should notice, you may feel, you may notice, you may experience, "
    "you might experience, you may have, may experience, may feel, what is normal, what's normal, is normal, "
    "normal symptoms, normal, common symptoms, expected, expect, expectations, common side effects, side effects, "
    "most common, symptoms may, you can expect, you will notice, you will have, common after, it is common, "
    "after effects, will feel, are common, are normal, what it is, symptoms, rare, common, possible, "
    "most patients experience, most patients can expect, "
    "expected changes, experience the following, results, what will i feel, how will i feel, how you will feel, "
    "how you may feel, what happens"
)
STEPS = phrases(
    "how to do, how to perform, how to use, how to put, how to apply, how to change, how to clean, how to take, "
    "how to wash, how to shower with, how to instill, how to empty, how to care, steps for, steps to, "
    "follow these steps, these steps, instructions for using, how to insert, how to shave, how to get out, "
    "step by step, how do i use, how do i change, how do i put, how do i clean, how do i take, how do i empty, "
    "technique, directions"
)
STEPS_NOT = phrases("how to prepare, how to get ready, how to care for, steps to take before, steps to prepare")
AVOID = phrases(
    "how long to wait, how long to avoid, avoid for, not until, avoid, do not, don't, what to avoid, things to avoid, "
    "you should not, you must not, should not, must not, "
    "not to do, restrictions, restriction, not allowed, don'ts, donts, limit, no, refrain from, never, stop, "
    "not do, cannot, can't, foods to limit, activities to limit"
)
THINGS = phrases(
    "bring, pack, to bring, foods, items, supplies, such as, include, includes, including, "
    "the following medications, the following medicines, following medications, following medicines, "
    "following drugs, these medications, these medicines, examples, for example, wear, remove the following, "
    "leave at home, shopping list, equipment, you will need, foods to eat, good choices, clear liquids are, "
    "clear liquids include, may drink, can drink, "
    "following items, the following items, following foods, these foods, these items, list of, following supplies, "
    "foods that, drinks, fluids, include the following, following liquids, e g, consists of, following things, "
    "with you, purchase, of the following, these tests, following tests"
)
TOLD = phrases(
    "what to do, what you can do, things to do, to do, should, must, need to, have to, asked to, please, "
    "instructions, important, dos, do's, do, your checklist, checklist, be sure to, make sure, remember, "
    "remember to, advised, advised to, recommended, may need to, guidelines, tips, advice, plan, routine, "
    "schedule, always, required, requirements, important habits, management, prevention, lifestyle modifications, "
    "treatment, care, you can, you may, you should, required to, patients may, follow, try to, helps, for comfort, "
    "rules, can be"
)
REASONS = phrases(
    "helps to, help to, goals, goal, benefits, performed to, this will, in order to, works by, purpose, because, "
    "causes, depends on, is used to, reasons for, due to, studies show, why"
)
SECTION_NAMES = phrases(
    "what happens on the ward, what happens in the ward, what happens on arrival, what happens when, "
    "what happens at the hospital, what happens at the clinic, what happens at the unit, what happens in hospital, "
    "what happens in the unit, what happens on admission, what happens at the center, what happens at the centre, "
    "what happens next, expect before, expect after, expect on the day, expect in the hospital, expect at home, "
    "expect when, expected recovery, what happens before, what happens after, what happens on the day, "
    "what happens when, follow up results, getting results, expect the day"
)
ENDS_TEXT = phrases(
    "disclaimer, conclusion, references, copyright, about us, about the author, contact us, contact information, "
    "sources, useful contacts, further information, for more information"
)
PERMITS = phrases(
    "can i, may i, can we, when can, when may, how soon, be able to, am i allowed, can my, return to, "
    "returning to, go back, getting back, back to normal, resuming, return to activities, what you can do"
)
