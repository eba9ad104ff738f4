"""The words that name what the patient does at home, those that decide a category, and those that only lean to one."""

from procedures.core.tasks import Category

C = Category

NAMING_LIVING: dict[Category, str] = {
    C.LIFESTYLE: "alcoholic beverage*, drink alcoholic, drinking alcohol, drink any alcohol, no alcohol, "
    "alcoholic drink*, visitors, contraception, use contraception, body weight, bowel habits, toilet time, "
    "urge to pass, constipation, pelvic rest, smoke free, smoke, smoking, smokes, quit smoking, tobacco, nicotine, "
    "cigarette*, vape, vaping, alcohol, alcoholic, drink alcohol, sex, sexual*, intercourse, good night's sleep, "
    "sleep, recreational drug*, marijuana, cannabis, e cigarettes, drugs or alcohol, lose weight, weight loss, "
    "healthy weight, pregnancy, pregnant",
    C.THERAPY: "stretches, splints, insole, orthotic*, walker, breathing device, elbow movement*, hand movement*, "
    "wrist movement*, finger movement*, ankle movement*, shoulder movement*, arm movement*, neck movement*, big toe, "
    "ankles, motion, fingers, pelvic floor, toes, core exercise*, core strengthening, heel slide*, quad set*, "
    "straight leg, pt visit, walking frame, walking stick, crutch, physical therapy, physiotherapy, "
    "physical therapist, physiotherapist, occupational therapy, speech therapy, exercise program*, rehabilitation, "
    "rehab, breathing exercise*, deep breathing, leg exercise*, ankle pump*, incentive spirometer, spirometer, "
    "range of motion, stretching exercise*, kegel*, pelvic floor exercise*, strengthening exercise*, exercises, "
    "cardiac rehab*, brace, sling, splint, compression stocking*, compression garment*, support stocking*, "
    "stocking*, collar, corset, abdominal binder, binder, crutches, cough and deep*, cough, support bra, "
    "compression bandage*, eye exercise*, therapy, knee immobilizer, boot, orthosis, jaw exercise*",
    C.OTHER: "consent, consent form*, sign the consent, contact lenses, contact lens, mark the*",
    C.HYGIENE: "make up, makeup, clean pajamas, clean pyjamas, clean nightclothes, clean clothes, clean sheets, "
    "nail gel, gel nail*, gel polish, acrylic nail*, false nail*, clipped, moisturis*, moisturiz*, fake tan, "
    "pedicure*, manicure*, immersion, immerse, varnish, tub, soaked, washed, bathed, showered, cleansed, shampooed, "
    "nail varnish, wash, talc, hair products, hairspray, body wash, octenisan, hair spray, shower*, bath, bathe, "
    "bathing, baths, bathtub*, washing, antiseptic soap, antibacterial soap, chlorhexidine, hibiclens, shave, "
    "shaving, shaved, shampoo, nail polish, nails, brush, brushing, toothbrush, brush your teeth, rinse*, rinsing, "
    "spit, spitting, floss, flossing, gargling, chg, wipes, antiseptic, salt water rinse*, mouthwash, lotion*, "
    "deodorant, perfume, powder, sponge bath*, make up off, soap, hair removal, gargle, clean clothes, clean sheets, "
    "cosmetic*, sitz bath*, hot tub*, soak, soaking, submerge*, tampons, tampon, remove hair, skin preparation, "
    "hand hygiene, oral hygiene",
    C.WOUND_CARE: "the tube, patched, flushed, feeding tube, pin site*, pins, uncovered, sunscreen, pad under, "
    "drip pad*, nose pad*, the pad, bolster, press on the site, plaster, glue, adhesive strip*, band aid*, scabs, "
    "plaster cast, wound clips, clips, incision*, wound*, dressing*, bandage*, surgical site, gauze, drain, drains, "
    "steri strips, paper strips, strips, stitches, sutures, staples, shield, eye shield, eye patch, patch, cast, "
    "operation site, surgical area, puncture site, insertion site, biopsy site, treatment site, catheter care, "
    "scab*, scar, treated area, treated skin, ointment, packing, stoma, catheter, urine bag, drainage bag, "
    "injection site, donor site, eye pad, nasal splint*, tape, site clean, site dry, area clean, pressure to the",
    C.DIET: "gum, mints, sweets, solids, carbonated, fizzy, pureed, puree, eaten, drunk, fast food*, junk food*, "
    "processed food*, sugary, sodium, fatty, greasy, fried, beans, legumes, eggs, lean meat*, berries, yogurt, "
    "yoghurt, peppers, overeating, portions, dietary, nuts, seeds, grains, whole grains, bread, rice, vegetable, "
    "popcorn, jello, broth, gelatin, red or purple, anti inflammatory food*, anti inflammatory diet, diet, diets, "
    "food, foods, meal*, eat, eating, drink, drinking, drinks, fluids, fluid, liquids, liquid, water, hydrated, "
    "hydrate, hydration, fiber, fibre, soft foods, soft food, clear liquids, clear fluids, nutrition, nutritious, "
    "vegetables, fruit, fruits, protein, caffeine, straws, straw, dairy, spicy, snack*, salt, coffee, tea, "
    "breakfast, lunch, dinner, chew",
    C.ACTIVITY: "hoover, hoovering, vacuum, vacuuming, wet washing, "
    "weight on, put weight, weight is put, weight is placed, weight is not put, weight is not placed, "
    "full weight, partial weight, bear weight, weight through, kept straight, kept flat, kept still, lie still, "
    "leg straight, knee straight, elbow straight, elevation, sick leave, sick note, off sick, activity level*, "
    "head of the bed, crowded, level of your heart, heart level, above your heart, above the heart, out of bed, "
    "manual labor, manual labour, physical labor, physical labour, heavy labor, heavy labour, "
    "manual work, cardio, weight training, weights, pilates, stretching, rowing, take your time, shopping, "
    "go shopping, visit a friend, visit friends, go out, bike*, biking, "
    "bicycle, bicycling, flight*, pool, pools, spa, surf, surfing, lake, ocean, sea, hike, hiking, ski, skis, "
    "skating, tennis, bowls, basketball, football, soccer, skiing, trampolin*, gym, pivoting, mow, mowing, "
    "elliptical, treadmill, crowds, leg up, legs up, arm up, feet up, foot up, hand up, intensity, job, jobs, desk, "
    "office work, lift, lifting, heavy object*, driving, drive, drive a car, walk, walking, walks, rest, resting, "
    "rests, activities, activity, exercise, exercising, strenuous, bending, bend, stairs, climb*, sports, sport, "
    "swim*, work, working, return to work, return to school, school, stand, standing, sit, sitting, bed rest, "
    "elevate*, elevated, raise, raised, propped, moving, move, movement, mobility, mobilize, mobilise, mobilization, "
    "weight bearing, jog*, running, run, travel*, fly, flying, machinery, important decisions, legal documents, "
    "housework, household, chores, vacuum*, gardening, position, posture, crossing, cross your legs, twist*, push*, "
    "pull*, strain, straining, reach*, jump*, kneel*, squat*, cycling, cycle, contact sports, get out of bed, "
    "get up, blow your nose, blowing your nose, sneeze, head elevated, lie, lying, sleep with, sleep on, pillow*, "
    "golf, dance, dancing, yoga, aerobic*, screen, screens, reading, airplane, legs elevated, hobbies, "
    "full recovery, aerobics, sun exposure, sunlight, stay active, be active, light duty, ambulat*, up and about, "
    "turn",
    C.MEDICATION: "take blood thinning*, take blood thinner*, blood thinning*, artificial tears, clexane, fragmin, "
    "innohep, tinzaparin, dalteparin, daily injection*, herbal*, tincture*, nicotine patch*, water tablet*, puffer*, "
    "pessar*, nasal rinse with, shots, weekly injection*, weight loss injection*, trigger injection, progesterone, "
    "pills, sachet*, dietary supplement*, nutritional supplement*, docusate, senna, lactulose, macrogol, movicol, "
    "loperamide, citalopram, allopurinol, spironolactone, venlafaxine, lisinopril, ramipril, enalapril, perindopril, "
    "captopril, ursodiol, phentermine, iodine, carbimazole, thyroxine, levothyroxine, injection to thin, "
    "small injection, ace inhibitor*, "
    "hrt, combined pill, the pill, blood sugar medic*, water tablet*, fluid tablet*, water pill*, gabapentin, aleve, "
    "weekly shot, motrin, levodopa, lithium, digoxin, amiodarone, insulin pump, sulfonylurea*, gliclazide, "
    "glipizide, naltrexone, buprenorphine, mg, mcg, milligrams, diclofenac, celecoxib, meloxicam, ketorolac, "
    "toradol, tamsulosin, flomax, statin*, hormone replacement, fill your prescription*, fill your pain*, "
    "pain medicine prescription*, pain medication prescription*, medication*, medicine*, medicines, meds, drug, "
    "drugs, blood thinner*, anticoagulant*, anti coagulant*, antiplatelet*, anti platelet*, aspirin, warfarin, "
    "coumadin, clopidogrel, plavix, apixaban, eliquis, rivaroxaban, xarelto, dabigatran, pradaxa, heparin, lovenox, "
    "enoxaparin, ibuprofen, advil, naproxen, nsaid*, nsaids, anti inflammator*, antiinflammator*, insulin, "
    "metformin, diabetes medic*, diabetic medic*, blood pressure medic*, blood pressure pill*, beta blocker*, "
    "diuretic*, steroid*, prednisone, antibiotic*, eye drops, drops, eyedrops, laxative*, stool softener*, "
    "bowel prep*, bowel preparation, prep solution, prep kit, enema*, suppositor*, supplements, supplement, "
    "herbal supplement*, herbal medic*, herbal remed*, herbs, vitamin*, multivitamin*, calcium, melatonin, "
    "potassium, fish oil, pill, pills, tablet*, capsule*, dose, doses, prescription*, prescribed solution, inhaler*, "
    "ozempic, semaglutide, glp*, iron, injection*, anti nausea*, nausea medic*, antacid*, sleeping pill*, hormone*, "
    "birth control, contraceptive*, estrogen, methotrexate, immunosuppress*, premedication, sedative*, ticagrelor, "
    "brilinta, prasugrel, magnesium citrate, miralax, golytely, dulcolax, polyethylene glycol, bisacodyl, "
    "sodium picosulfate, prep drink, second half of the prep, first half of the prep, prep, solution, "
    "blood clot prevention, thinners, sglt*, jardiance, farxiga, wegovy, mounjaro, oral contraceptive*, "
    "decongestant*, nasal spray*, saline spray, lozenge*, fluoride, cream*, gel",
}
DECIDING: dict[Category, str] = {
    C.THERAPY: "heel slide*, quad set*, leg raises, leg raise, ankle pump*",
    C.MEDICATION: "take blood pressure, take your heart, take heart, "
    "take your blood pressure and, take your blood pressure or, take your blood pressure /, "
    "take your blood pressure pill*, take your blood pressure tablet*, "
    "take your blood pressure medic*, bowel prep, bowel preparation, bowel prep solution, prep solution, "
    "bowel solution, prep drink, bowel cleansing, bowel cleanser*, bowel cleaning, cleansing drink, "
    "cleansing solution, cleansing liquid, prep mixture, prep medicine, laxative drink*, laxative solution*, "
    "laxative mixture, laxative tablet*, half of the drink, half of the solution, half of the mixture, "
    "half of the liquid, half of your drink, half of your solution, half of the laxative, half of your prep, "
    "half of the bowel, half of the medicine, half of the prep, second half of, first half of, half the prep, "
    "first dose of, second dose of, blood pressure pill*, blood pressure tablet*, blood pressure medic*, "
    "prescribed solution, fill your prescription*",
}
LEANING: dict[Category, str] = {
    C.ACTIVITY: "iron for, iron clothes, iron your, iron the clothes, or iron, iron or, ironing, "
    "resume, return to normal, light duties, normal activities, gradually increase, slowly increase, "
    "decisions",
    C.TEST: "screening, test, study, measurements",
    C.LOGISTICS: "arrange, clothing, clothes, home, wear, glasses, plan, organize, organise, car, jewelry",
    C.MONITORING: "fever, bleeding, redness, swelling, check",
    C.APPOINTMENT: "visit, visits, surgeon, clinic, schedule*, scheduled, doctor, review",
    C.MEDICATION: "take it, take them, take one, take two, take half, take these, take this, take your, take all, "
    "take only, take any, take no, stop taking, taking, taken, last dose, usual dose",
    C.FASTING: "empty stomach",
    C.WOUND_CARE: "take it off, take them off, take this off, area, site, bite, apply pressure, firm pressure, eye",
    C.ASSESSMENT: "sleep apnea, sleep apnoea, history, review, review of, checked, teeth",
}
