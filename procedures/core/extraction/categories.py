"""Which category a clause belongs to, told by its words: the strongest cue counts, and of equal ones the first."""

from dataclasses import dataclass

from procedures.core.extraction.drug_names import is_drug
from procedures.core.extraction.lexicon import Hit, Lexicon
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Category

C = Category


@dataclass(frozen=True, slots=True)
class Cue:
    """A category and how much its word weighs: 3 decides, 2 names the thing, 1 only leans that way."""

    category: Category
    weight: int


_NAMING = {
    C.FASTING: "nothing by mouth, nothing after midnight, npo, nil by mouth, fast, fasting, fasted, fasts, "
    "nothing to eat, nothing to drink, do not eat or drink, don't eat or drink, "
    "not eat or drink, not to eat or drink, no food or drink, no food or drinks, no food or liquids, "
    "no food or fluids, without food or drink, stop eating, "
    "stop drinking, stop all food, stop solid food, avoid eating, eat or drink anything, eat nothing, "
    "drink nothing, stop clear liquids, stop clear fluids, stop drinking clear liquids, "
    "stop all liquids, stop all fluids, avoid eating or drinking, avoid food, avoid food and drink, "
    "avoid eating and drinking, avoid food or drink, "
    "no eating or drinking, no food, no solid food, no solid foods, no solids, food and drink, "
    "eating and drinking, last meal, last light meal, no chewing gum, no gum, chewing gum, no milk, gum or mints, "
    "gum or candy",
    C.TEST: "calcium will be checked, calcium level*, calcium is checked, blood level*, bloods, bloods are taken, "
    "take blood, group and save, cbc, inr, inr check, screening swab*, angiography, ecgs, echo, "
    "urine collection, stool test*, blood test*, blood work, bloodwork, lab test*, lab work, labs, "
    "laboratory, x ray*, xray*, xrays, "
    "ecg*, ekg*, electrocardiogram*, mri*, mris, ct scan*, ct, ultrasound*, echocardiogram*, "
    "imaging, urine test*, urine sample*, urinalysis, diagnostic test*, pre operative test*, preoperative test*, "
    "medical test*, blood draw*, blood sample*, urine culture, biopsy results, pregnancy test*, covid test*, "
    "swab*, "
    "mrsa screening, stress test*, doppler, dexa, mammogram*, angiogram, blood typing, type and screen, "
    "type and cross*, blood group, hearing test*, vision test*, eye measurements, "
    "pulmonary function*, lung function*, blood count, kidney function, liver function, crossmatch, "
    "sleep study, "
    "screening test*, tests, testing, pre admission testing, scan*, measurements are taken, radiograph*, holter, "
    "spirometry, urodynamic*, venogram, blood sugar test*, hba1c, a1c, next colonoscopy, repeat colonoscopy, "
    "surveillance colonoscopy",
    C.ASSESSMENT: "medical clearance, clearance, cleared for surgery, "
    "see your dentist, health questionnaire, occupational therapist, "
    "voice to be checked, phone call from nurse, go through your health, pre screening, "
    "mark your, mark the site, mark the spot, pre operative assessment*, preoperative assessment*, "
    "pre op assessment*, pre assessment*, medical history, history review, physical examination*, "
    "physical exam*, health history, "
    "pre operative evaluation*, preoperative evaluation*, evaluation*, anesthesiologist*, anaesthetist*, "
    "anesthetist*, anesthesia consult*, pre anesthesia, pre anaesthetic, pre operative phone call, "
    "health questionnaire*, "
    "medical clearance, cardiac clearance, clearance from, vital signs, tell us, tell your doctor*, "
    "tell your surgeon*, tell your nurse*, tell your healthcare*, tell your health care*, tell your provider*, "
    "tell your team, tell the team, tell the doctor*, tell the nurse*, tell the surgeon, tell the staff, "
    "tell the hospital, "
    "inform your*, inform the*, inform us, let us know, let your*, let the*, notify your*, notify the*, disclose*, "
    "speak to, speak with, talk to, talk with, discuss*, talk to your*, talk with your*, speak to your*, "
    "speak with your*, ask your*, ask the*, ask us, "
    "report any*, "
    "consultation*, pre operative interview, nurse will call, nurse calls, call from, phone call from, "
    "pre op interview, pre operative visit*, preoperative visit*, pre op visit*, pre op appointment*, "
    "preoperative appointment*, pre operative appointment*, pre admission*, "
    "dental check*, heart check, examination*, assessment*, comprehensive eye exam*, eye exam*, "
    "medical evaluation, health assessment, allergy review, allergies review, risk assessment, examined by, seen by",
    C.APPOINTMENT: "primary care doctor, primary care provider, primary care physician, your gp, family doctor, "
    "clinic at, clinic in, clinic on, outpatient clinic, outpatients, outpatient department, "
    "be admitted, are admitted, we see you, see us, come and see us, reviewed in, give us a ring, "
    "heard from the clinic, we will see you, pathology is released, "
    "stent removal, catheter removal, drain removal, cast removal, clip removal, clips out, "
    "rings you, "
    "ring you, phones you, calls you, telephones you, telephone call, contact you, contacts you, texts you, "
    "crown, sees you, see you again, will see you, phone you, will call you, telephone you, "
    "follow up appointment*, follow up visit*, follow up*, followup*, check up*, checkup*, "
    "appointment*, post operative visit*, postoperative visit*, post op visit*, return visit*, "
    "clinic visit*, office visit*, "
    "results are discussed, results will be discussed, results, pathology results, biopsy results are, "
    "stitches removed, sutures removed, staples removed, stitches out, staples out, "
    "suture removal, staple removal, stitch removal, stitches are removed, stitches will be removed, "
    "sutures are removed, sutures will be removed, staples are removed, staples will be removed, "
    "removal of stitches, removal of sutures, removal of staples, "
    "stitches or staples, stitches taken out, stitches come out, sutures come out, staples come out, "
    "stitches need to be removed, sutures need to be removed, staples need to be removed, clips are removed, "
    "clips will be removed, see your surgeon, see your doctor, see the surgeon, see the doctor, visit the surgeon, "
    "visit your surgeon, "
    "surgeon will see you, doctor will see you, is checked, are checked, will be checked, wound check*, "
    "incision check*, review with, be seen, catheter is removed, catheter will be removed, drain is removed, "
    "drain will be removed, drains are removed, drains will be removed, return to the clinic, return to clinic, "
    "come back to, outpatient review, wound review, cast is removed, cast will be removed, splint is removed, "
    "splint will be removed, stent is removed, stent will be removed, "
    "dietitian, dietician, nutritionist, device check*, first check, check at, checks at, visits, surveillance, "
    "post operative check*, postoperative check*, postoperative appointment*, post operative appointment*, "
    "post op appointment*, packing is removed, packing will be removed, splints are removed, "
    "splints will be removed",
    C.MONITORING: "000, report heavy, report fever, report bleeding, report pain, dial, "
    "check your blood pressure, take your blood pressure, strain your urine, strain all urine, "
    "strain all your urine, "
    "checks your blood pressure, "
    "blood pressure checks, pulse, call your*, call us, call the doctor*, call the surgeon*, "
    "call the office*, call the clinic*, call the hospital*, call the nurse*, call the unit, "
    "call the ward, call our office, call our*, call 911, call 999, call an ambulance, call if, "
    "call immediately, call right away, call for*, contact your*, contact us, contact the*, "
    "contact a, contact our*, "
    "seek medical*, seek emergency*, seek immediate*, seek urgent*, seek help, seek care, seek prompt*, "
    "emergency room, emergency department, nearest emergency, go to the er, go to the emergency*, "
    "get medical help, get help, get emergency*, warning signs, danger signs, red flags, signs of infection, "
    "signs of complications, infection signs, signs of bleeding, signs of, symptoms of, watch for, look for, "
    "monitor, monitoring, be monitored, observe for, "
    "check for, check your temperature, take your temperature, temperature, keep an eye, keep a record, "
    "keep a log, keep track, track, weigh yourself, phone us, phone the*, phone your*, ring the*, ring us, "
    "recovery room, recovery area, come back if, return to the hospital if, return to the er, 911, 999, 112, a&e, "
    "observed, observation, blood sugar checks, check your blood sugar, check blood sugar, report to your*, "
    "report signs*, report symptoms*, weigh",
    C.LOGISTICS: "designate a driver, designated driver, be on your own, collect you, pack, report to ward, "
    "medical card, medicare card, someone 18, "
    "drive you home, drive the patient home, drive patients home, take you home, driven home, "
    "ride home, transport home, transportation home, transportation, lift home, arrange a ride, "
    "arrange for a ride, get you home, accompany you, accompanied home, accompany, escort, escorted, "
    "responsible adult, driver, relative, raised toilet seat*, toilet seat*, commode, perching stool, "
    " "
    "someone to drive, somebody to drive, someone drive, someone to stay, someone stay, someone with you, "
    "someone with them, stay with you, stays with you, have an adult, an adult to, adult with you, "
    "arrange for someone, arrange someone, arrange help, help at home, caregiver, someone at home, be with you, "
    "be with them, be with the patient, parent, guardian, bring*, pack, wear loose, wear comfortable, wear clean, "
    "loose clothing, comfortable clothing, comfortable clothes, loose clothes, "
    "leave valuables, leave jewelry, leave jewellery, leave all*, leave your*, leave at home, jewelry, jewellery, "
    "valuables, valuable*, piercings, remove jewelry, insurance card*, photo id, identification, id card, "
    "paperwork, forms, form, arrive, arriving, arrival, check in, report to, come to the hospital, come to the*, "
    "parking, register, registration, "
    "friend or family, family member or friend, family member, prepare your home, prepare the home, "
    "set up your home, clear walkways, child care, childcare, pet care, stock up, groceries, advance directive*, "
    "living will, insurance, pre authorization, prior authorization, time off work, wheelchair, walker ready, buy, "
    "purchase, contact lenses at home, glasses case, hearing aid*, dentures, overnight bag, get a ride, "
    "leave the hospital with, throw rugs, handrails, grab bars",
    C.HOSPITAL_STAY: "spend one, spend a night, spend the night, spend two, nights with us, night with us, "
    "stay with us, stay in overnight, stays overnight, discharge same day, discharged the same day, "
    "discharge the same day, discharge home the same day, "
    "hospital stay*, in hospital for, observation in hospital, observed in hospital, "
    "observed overnight, monitored overnight, length of stay, stay in the hospital, "
    "stay in hospital, stays in the hospital, stay at the hospital, in the hospital for, "
    "remain in hospital, remain in the hospital, go home the same day, home the same day, "
    "home on the same day, go home, goes home, going home, be discharged, discharged, "
    "discharged home, discharge home, overnight stay, stay overnight, kept in hospital, inpatient, day surgery, "
    "outpatient procedure, intensive care, icu, nights in hospital, days in hospital, days in the hospital, "
    "nights in the hospital, stay is, stay of",
    C.PAIN_MANAGEMENT: "heat for, "
    "pain controlled, pain is controlled, panadol, co codamol, ibuprofen and acetaminophen, "
    "acetaminophen and ibuprofen, ibuprofen and paracetamol, paracetamol and ibuprofen, "
    "pain management, pain control, pain medication*, pain medicine*, pain relief, "
    "pain reliever*, painkiller*, pain killer*, pain pill*, pain tablet*, analgesia, "
    "analgesic*, ice pack*, ice, icing, cold pack*, cold compress*, cold therapy, "
    "acetaminophen, paracetamol, tylenol, for pain, manage pain, "
    "control pain, ease pain, relieve pain, narcotic*, opioid*, pain is, pain and swelling are managed, "
    "pain and discomfort, warm compress*, heating pad, codeine, oxycodone, hydrocodone, tramadol, "
    "discomfort is managed, pain may be managed, pain will be, epidural, reduce pain",
    C.LIFESTYLE: "body weight, bowel habits, toilet time, urge to pass, constipation, pelvic rest, smoke free, "
    "smoke, smoking, smokes, quit smoking, tobacco, nicotine, cigarette*, vape, vaping, alcohol, "
    "alcoholic, drink alcohol, sex, sexual*, intercourse, good night's sleep, sleep, "
    "recreational drug*, marijuana, cannabis, e cigarettes, drugs or alcohol, lose weight, "
    "weight loss, healthy weight, pregnancy, pregnant",
    C.THERAPY: "core exercise*, core strengthening, "
    "heel slide*, quad set*, straight leg, pt visit, walking frame, walking stick, crutch, "
    "physical therapy, physiotherapy, physical therapist, physiotherapist, occupational therapy, "
    "speech therapy, exercise program*, rehabilitation, rehab, breathing exercise*, deep breathing, "
    "leg exercise*, ankle pump*, incentive spirometer, spirometer, range of motion, "
    "stretching exercise*, kegel*, pelvic floor exercise*, "
    "strengthening exercise*, exercises, cardiac rehab*, brace, sling, splint, compression stocking*, "
    "compression garment*, support stocking*, stocking*, collar, corset, abdominal binder, binder, crutches, "
    "cough and deep*, cough, support bra, compression bandage*, eye exercise*, therapy, knee immobilizer, boot, "
    "orthosis, jaw exercise*",
    C.OTHER: "consent, consent form*, sign the consent, contact lenses, contact lens, mark the*, make up, makeup",
    C.HYGIENE: "tub, nail varnish, wash, talc, hair products, hairspray, body wash, octenisan, hair spray, "
    "shower*, bath, bathe, bathing, baths, bathtub*, wash, washing, antiseptic soap, "
    "antibacterial soap, chlorhexidine, hibiclens, shave, shaving, shaved, shampoo, nail polish, nails, "
    "brush, brushing, toothbrush, brush your teeth, rinse*, rinsing, spit, spitting, floss, flossing, "
    "gargling, chg, wipes, antiseptic, salt water rinse*, mouthwash, lotion*, deodorant, perfume, "
    "powder, sponge bath*, make up off, soap, hair removal, gargle, clean clothes, clean sheets, "
    "cosmetic*, sitz bath*, hot tub*, soak, soaking, submerge*, tampons, tampon, remove hair, skin preparation, "
    "hand hygiene, oral hygiene",
    C.WOUND_CARE: "glue, adhesive strip*, band aid*, scabs, plaster cast, wound clips, "
    "clips, incision*, wound*, dressing*, bandage*, surgical site, gauze, drain, drains, "
    "steri strips, paper strips, strips,  stitches, sutures, staples, shield, eye shield, eye patch, "
    "patch, cast, operation site, surgical area, puncture site, insertion site, biopsy site, "
    "treatment site, catheter care, scab*, scar, treated area, treated skin, ointment, packing, "
    "stoma, catheter, urine bag, drainage bag, injection site, donor site, eye pad, nasal splint*, "
    "tape, site clean, site dry, area clean, pressure to the",
    C.DIET: "fast food*, junk food*, processed food*, sugary, sodium, fatty, greasy, fried, beans, legumes, eggs, "
    "lean meat*, berries, yogurt, yoghurt, peppers, overeating, portions, dietary, "
    "nuts, seeds, grains, whole grains, bread, rice, vegetable, popcorn, jello, broth, gelatin, "
    "red or purple, anti inflammatory food*, anti inflammatory diet, diet, diets, food, foods, meal*, eat, "
    "eating, drink, drinking, drinks, fluids, fluid, liquids, liquid, water, hydrated, hydrate, hydration, "
    "fiber, fibre, soft foods, soft food, clear liquids, clear fluids, nutrition, nutritious, vegetables, "
    "fruit, fruits, protein, caffeine, straws, straw, dairy, spicy, snack*, salt, coffee, tea, breakfast, "
    "lunch, dinner, chew",
    C.ACTIVITY: "bike*, biking, bicycle, bicycling, flight*, pool, pools, spa, surf, surfing, lake, ocean, sea, hike, "
    "hiking, ski, skis, skating, tennis, bowls, basketball, football, soccer, skiing, trampolin*, gym, pivoting, mow, "
    "mowing, elliptical, treadmill, crowds, leg up, legs up, arm up, feet up, foot up, hand up, intensity, "
    "job, jobs, desk, office work, lift, lifting, heavy object*, driving, drive, drive a car, walk, "
    "walking, walks, rest, resting, "
    "rests, activities, activity, exercise, exercising, strenuous, bending, bend, stairs, climb*, "
    "sports, sport, swim*, work, working, return to work, return to school, school, stand, standing, "
    "sit, sitting, bed rest, elevate*, elevated, raise, raised, propped, moving, move, movement, "
    "mobility, mobilize, mobilise, mobilization, weight bearing, jog*, running, run, gym, travel*, "
    "fly, flying, "
    "machinery, important decisions, legal documents, housework, household, chores, vacuum*, gardening, position, "
    "posture, crossing, cross your legs, twist*, push*, pull*, strain, straining, reach*, jump*, kneel*, squat*, "
    "cycling, cycle, contact sports, get out of bed, get up, blow your nose, blowing your nose, sneeze, "
    "head elevated, lie, lying, sleep with, sleep on, pillow*, golf, dance, dancing, yoga, aerobic*, screen, "
    "screens, reading, airplane, legs elevated, hobbies, full recovery, aerobics, sun exposure, sunlight, "
    "stay active, be active, light duty, ambulat*, up and about, turn",
    C.MEDICATION: "docusate, senna, lactulose, macrogol, movicol, loperamide, citalopram, allopurinol, "
    "spironolactone, venlafaxine, lisinopril, ramipril, enalapril, perindopril, captopril, "
    "iodine, carbimazole, thyroxine, levothyroxine, injection to thin, small injection, ace inhibitor*, "
    "hrt, combined pill, the pill, blood sugar medic*, water tablet*, fluid tablet*, water pill*, gabapentin, aleve, "
    "weekly shot, motrin, levodopa, lithium, digoxin, amiodarone, insulin pump, sulfonylurea*, gliclazide, glipizide, "
    "naltrexone, buprenorphine, "
    "mg, mcg, milligrams, diclofenac, celecoxib, meloxicam, ketorolac, toradol, tamsulosin, flomax, "
    "statin*, hrt, hormone replacement, fill your prescription*, fill your pain*, "
    "pain medicine prescription*, pain medication prescription*, medication*, medicine*, medicines, "
    "meds, drug, drugs, blood thinner*, anticoagulant*, anti coagulant*, antiplatelet*, "
    "anti platelet*, aspirin, warfarin, coumadin, clopidogrel, plavix, apixaban, eliquis, "
    "rivaroxaban, xarelto, dabigatran, pradaxa, heparin, lovenox, enoxaparin, ibuprofen, advil, "
    "motrin, naproxen, aleve, nsaid*, nsaids, anti inflammator*, antiinflammator*, "
    "insulin, metformin, diabetes medic*, diabetic medic*, blood pressure medic*, blood pressure pill*, "
    "beta blocker*, ace inhibitor*, diuretic*, steroid*, prednisone, antibiotic*, eye drops, drops, eyedrops, "
    "laxative*, stool softener*, bowel prep*, bowel preparation, prep solution, prep kit, enema*, suppositor*, "
    "supplements, supplement, herbal supplement*, herbal medic*, herbal remed*, herbs, vitamin*, multivitamin*, "
    "calcium, melatonin, potassium, fish oil, "
    "pill, pills, tablet*, capsule*, dose, doses, prescription*, prescribed solution, inhaler*, ozempic, "
    "semaglutide, glp*, iron, injection*, anti nausea*, nausea medic*, antacid*, sleeping pill*, hormone*, "
    "birth control, contraceptive*, estrogen, methotrexate, immunosuppress*, premedication, sedative*, ticagrelor, "
    "brilinta, prasugrel, magnesium citrate, miralax, golytely, dulcolax, polyethylene glycol, bisacodyl, "
    "sodium picosulfate, prep drink, second half of the prep, first half of the prep, prep, solution, "
    "blood clot prevention, thinners, sglt*, jardiance, farxiga, wegovy, mounjaro, oral contraceptive*, "
    "decongestant*, nasal spray*, saline spray, lozenge*, fluoride, cream*, gel",
}
_DECIDING = {
    C.THERAPY: "heel slide*, quad set*, leg raises, leg raise, ankle pump*",
    C.MEDICATION: "take your blood pressure pill*, take your blood pressure tablet*, take your blood pressure medic*, "
    "bowel prep, bowel preparation, bowel prep solution, prep solution, bowel solution, prep drink, "
    "bowel cleansing, bowel cleanser*, bowel cleaning, cleansing drink, cleansing solution, cleansing liquid, "
    "prep mixture, prep medicine, laxative drink*, laxative solution*, laxative mixture, laxative tablet*, "
    "half of the drink, half of the solution, half of the mixture, half of the liquid, half of your drink, "
    "half of your solution, half of the laxative, half of your prep, half of the bowel, half of the medicine, "
    "half of the prep, second half of, first half of, half the prep, "
    "first dose of, second dose of, blood pressure pill*, blood pressure tablet*, blood pressure medic*, "
    "prescribed solution, fill your prescription*",
}
_LEANING = {
    C.ACTIVITY: "resume, return to normal, light duties, normal activities, gradually increase, slowly increase, "
    "decisions",
    C.TEST: "screening, test, study, measurements",
    C.LOGISTICS: "arrange, clothing, clothes, home, wear, glasses, plan, organize, organise, car, jewelry",
    C.MONITORING: "fever, bleeding, redness, swelling, check",
    C.APPOINTMENT: "visit, visits, surgeon, clinic, schedule*, scheduled, doctor, review",
    C.MEDICATION: "take it, take them, take one, take two, take half, take these, take this, take your, take all, "
    "take only, take any, take no, stop taking, taking, taken, last dose, usual dose",
    C.FASTING: "empty stomach",
    C.WOUND_CARE: "area, site, bite, apply pressure, firm pressure, eye",
    C.ASSESSMENT: "history, review, review of, checked, teeth",
}


def _cues() -> Lexicon[Cue]:
    table: dict[str, Cue] = {}
    for weight, lines in ((1, _LEANING), (2, _NAMING), (3, _DECIDING)):
        for category, line in lines.items():
            table.update({phrase.strip(): Cue(category, weight) for phrase in line.split(",")})
    return Lexicon(table)


_CUES = _cues()
_DRUG = Cue(C.MEDICATION, 2)


def cues_in(words: Words) -> list[Hit[Cue]]:
    """Every cue in `words`, from the left."""
    found = list(_CUES.hits(words))
    drugs = [at for at, norm in enumerate(words.norms) if is_drug(norm)]
    known = {at for hit in found for at in range(hit.first, hit.last)} if drugs else set()
    found += [Hit(at, at + 1, _DRUG) for at in drugs if at not in known]
    return sorted(found, key=lambda hit: hit.first) if drugs else found
