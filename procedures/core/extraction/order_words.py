"""The words that order, forbid or allow, and the acts that are ordered."""

from procedures.core.extraction.lexicon import phrases

VERBS = phrases(
    "include, present, ambulate, designate, alternate, dial, hang, bike, nominate, email, text, decide, name, pour, "
    "mix, moisturise, tilt, loosen, unwrap, detach, undress, abstain, replenish, puff, inhale, wiggle, point, "
    "rotate, work on, figure, breathe, cuddle, breastfeed, express, accept, add, adjust, aim, allow, apply, arrange, "
    "arrive, ask, attend, avoid, bathe, be, begin, bend, bite, book, bring, brush, build, buy, call, cancel, carry, "
    "cease, change, check, chew, choose, clean, clear, climb, collect, come, complete, confirm, consider, consult, "
    "consume, contact, continue, control, cough, cover, cut, decrease, discontinue, discuss, do, drain, drink, "
    "drive, dress, dry, eat, elevate, empty, engage, enlist, ensure, exercise, expect to, fast, fill, find, finish, "
    "flush, focus, follow, gargle, get, give, go, gradually, have, hold, hydrate, ice, identify, increase, inform, "
    "inspect, insert, join, keep, leave, let, lie, limit, list, listen, look, lower, maintain, make, manage, "
    "massage, measure, mention, minimize, minimise, modify, moisturize, monitor, move, no, notify, nothing, obtain, "
    "open, organize, organise, pack, pat, pause, perform, phone, pick, place, plan, practice, practise, prepare, "
    "press, prevent, protect, provide, purchase, put, quit, raise, reach, read, record, reduce, refrain, relax, "
    "remain, remember, remove, repeat, replace, report, request, rest, restart, restrict, resume, return, review, "
    "ring, rinse, rub, schedule, scrub, see, seek, set, shampoo, share, shave, shower, sign, sip, sit, skip, sleep, "
    "slowly, smoke, soak, speak, sponge, stand, start, stay, stop, store, strengthen, stretch, submit, substitute, "
    "support, switch, take, talk, taper, tell, track, treat, try, turn, undergo, understand, update, use, verify, "
    "visit, wait, wake, walk, warn, wash, watch, wear, weigh, withhold, wrap, write, call to, carefully, wipe, "
    "tighten, fit, receive, recover, attempt, clip, trim, return to, participate, do not, don't, never, drop, "
    "pre register, register, hand, switch off, work, advance, encourage, delay, postpone, refill, reserve, select, "
    "secure, sanitize, steam, swap, transfer, void, urinate, gently, only take, only use, only eat, only drink, "
    "lift, log, roll, install, dispose, tape, wean, mark, meet, pump, squeeze, bandage, reapply, reinforce, splint, "
    "suck, swallow, swish, thaw, comply, coordinate"
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
    "we suggest that you, you are advised to, it is safest to, you ought to, you had better, do your best to, "
    "aim to, above all, as a rule, whenever possible, where you can, if you can, in the meantime, ok so, "
    "note that you should, we would like you to, we want you to, feel free to, please, also, then, next, now, "
    "usually, generally, typically, often, always, in general, in addition, additionally, finally, first, "
    "afterwards, afterward, instead, remember to, be sure to, make sure to, make sure you, make sure that you, "
    "make sure, try to, it is important to, it is essential to, it's important to, it is best to, "
    "it is advisable to, important :, important, note :, tip :, just, simply, you should, otherwise, thereafter, "
    "and, but, or, so, most importantly, again, you must, you will need to, you need to, yes, no problem, ideally, "
    "if possible, when possible, where possible, at home, at first, initially"
)
DIRECTIVES = phrases(
    "wise to, advisable to, has to be, have to be, will be told, would be best, best avoided, are to be, are best, "
    "is best, better left, we ask, we advise, we would like, told by, out for, not to be, will tell you, "
    "will advise you, may require, might require, will let you know, may be asked, might be asked, will be asked, "
    "will require, invited to, be invited, will be sent, be ready to, not before, should, must, need to, needs to, "
    "needed, have to, has to, required to, are required, is required, asked to, asked not, told to, advised to, "
    "is advised, are advised, advised, instructed to, instructed, recommended, recommend, recommends, encouraged, "
    "expected to, supposed to, are to, is to be, are not to, ought to, important to, essential to, essential, "
    "crucial, vital to, necessary, necessary to, make sure, be sure, ensure, it is best, better to, best to, "
    "want you to, would like you to, you will want to, required, requested to, had better, may need, might need, "
    "will need, mandatory, strongly, prescribed, may be prescribed, will be prescribed, be prepared, prepare to, "
    "plan to, able to provide, responsible for, you'll need, you'll be asked, requires, require, warrants, warrant, "
    "need help, needs help, need a, need an, need someone, must be, helps to have"
)
ORDERS = phrases(
    "men should, women should, people should, you are to, should be, must, need to, will need to, have to, "
    "will have to, are asked to, will be asked to, should not, you should, patients should, child should, do not, "
    "don't"
)
RESTRICTIONS = phrases(
    "out for, keep out of, better left, best left, is out, are out, not before, hold off, lay off, off limits, "
    "no tub, do not, don't, never, avoid, avoiding, avoided, avoids, should not, shouldn't, must not, mustn't, "
    "cannot, can't, can not, may not, will not be able, won't be able, refrain, not be, no, nothing, not allowed, "
    "weeks off, days off, months off, week off, not to, forbidden, prohibited, restricted, restrict, without, limit, "
    "limited, stop, stopped, cease, not recommended, not advised, not permitted, abstain, no longer, none, "
    "not drive, not eat, not drink, not take, not smoke, not lift, not use, not wear, not shower, not swim, quit, "
    "stay away, off work, steer clear"
)
REQUIRED = phrases("required, needed, necessary, need to be, needs to be")
MILESTONES = phrases(
    "return to, returning to, resume, resumed, back to work, back to school, go back to, able to, possible, allowed, "
    "permitted, safe, may, can, start, starts, begin, begins, ok to, okay to, fine to, be able to, off work, "
    "driving, return, full recovery, gradual return, usually ready, back at work, wait"
)
PARTICIPLES = phrases(
    "finished, peeled off, peeled, clipped, massaged, carried on, commenced, invited, sent, shown, told, told to, "
    "asked, released, alternated, permitted, drained, injected, infused, switched, swapped, spent, weaned, lifted, "
    "supervised by, taken, used, worn, applied, avoided, removed, started, stopped, kept, changed, scheduled, "
    "arranged, planned, reviewed, performed, done, discussed, held, paused, discontinued, withheld, continued, "
    "resumed, restarted, checked, cleaned, washed, made, completed, obtained, collected, given, elevated, raised, "
    "monitored, examined, limited, restricted, managed, controlled, taught, fitted, measured, marked, signed, "
    "replaced, carried out, ordered, prescribed, seen, encouraged, advised, recommended, administered, offered, "
    "accompanied, driven, discharged, transferred, provided, put on, placed, weighed, shaved, drawn, tested, "
    "assessed, evaluated, interviewed, contacted, called, followed, begun, repeated, adjusted, reduced, increased, "
    "ceased, cleared, limited to, admitted, inserted, connected, attached, explained, reminded, supervised, "
    "consumed, emptied, rinsed, bathed, rested, iced, covered, protected, introduced, ready, available"
)
ACTING = phrases(
    "rest, rests, go home, goes home, go to, return, returns, resume, resumes, stay, stays, remain, remains, wear, "
    "wears, take, takes, use, uses, have a, have an, have your, have blood, have tests, have someone, "
    "have some tests, attend, attends, see, sees, visit, visits, meet, meets, meet with, start, starts, begin, "
    "begins, receive, receives, get, undergo, undergoes, walk, walks, eat, eats, drink, drinks, drive, drives, fast, "
    "fasts, stop, stops, avoid, avoids, need, needs, will call, calls, will visit, will check, will be asked, "
    "will help you, will give, will review, will examine, will discuss, will explain, will teach, will show, "
    "will remove, will see, will contact, will ask, will talk, will tell you, will advise, will place, will start, "
    "will put, will take, will insert, will mark, will meet, will have, will be given, will be taken, will be able, "
    "you will be, is usually, are usually, is often, are often, lasts, comes off, come off, come out, comes out, "
    "be there, monitors, provide, provides, involves, involve, includes, include, consist of, consists of, "
    "undertaken, continue, continues, follow, will work, will stay, work with, works with, will change, "
    "will monitor, are asked, usually wear, pick you up, spend, sit, stand, sleep, will get, will receive, complete"
)
