"""English words that a meaning turns on."""

from procedures.core.rewording.lexicon import Entry, Lexicon, Sign, by_word, numbered, phrase_table

ENGLISH = Lexicon(
    numbers=numbered("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 0)
    | numbered("sixteen seventeen eighteen nineteen", 16)
    | numbered("twenty thirty forty fifty sixty seventy eighty ninety hundred", 20, 10)
    | {"dozen": 12},
    tens_joint="-",
    halves=frozenset({"half"}),
    ordinals=numbered("third fourth fifth sixth seventh eighth ninth tenth", 3),
    units=by_word(
        second="seconds",
        minute="minute minutes min mins",
        hour="hour hours hr hrs h",
        day="day days",
        night="night nights",
        week="week weeks wk wks",
        month="month months mo mos",
        year="year years yr yrs",
        time="times time",
        mg="mg milligram milligrams",
        mcg="mcg µg μg ug microgram micrograms",
        g="g gram grams",
        kg="kg kgs kilo kilos kilogram kilograms",
        lb="lb lbs pound pounds",
        ml="ml milliliter milliliters millilitre millilitres cc",
        liter="l liter liters litre litres",
        ounce="oz ounce ounces",
        cup="cup cups",
        glass="glass glasses",
        tablespoon="tablespoon tablespoons tbsp",
        teaspoon="teaspoon teaspoons tsp",
        tablet="tablet tablets pill pills",
        capsule="capsule capsules",
        drop="drop drops",
        puff="puff puffs",
        pack="pack packs packet packets sachet sachets",
        unit="unit units iu",
        mile="mile miles",
        foot="foot feet ft",
        inch="inch inches",
        cm="cm centimeter centimeters centimetre centimetres",
        mm="mm millimeter millimeters",
        meter="m meter meters metre metres",
        step="steps",
        percent="% percent",
    ),
    ones=frozenset({"a", "an"}),
    loose_ones=frozenset(),
    joints=frozenset({"to", "or", "and", "through", "until", "-", "/", ","}),
    fillers=frozenset({"full", "whole", "consecutive", "more", "further", "additional", "straight", "-"}),
    clock_words={"noon": "12:00", "midday": "12:00", "midnight": "24:00"},
    day_parts={
        ("am",): "am",
        ("pm",): "pm",
        ("in", "the", "morning"): "am",
        ("in", "the", "afternoon"): "pm",
        ("in", "the", "evening"): "pm",
        ("at", "night"): "night",
    },
    phrases=phrase_table(
        ("before,prior to,prior,preceding,previous", Entry((Sign.BEFORE,))),
        ("after,afterwards,afterward,later,following", Entry((Sign.AFTER,))),
        ("the following,later on", Entry((Sign.AFTER,), is_weak=True)),
        ("until,till", Entry((Sign.UNTIL,))),
        (
            (
                "at least,a minimum of,minimum of,minimum,no less than,not less than,no fewer than,or more,or longer,"
                "or higher,or above,or over,no earlier than"
            ),
            Entry((Sign.AT_LEAST,)),
        ),
        (
            (
                "at most,at the most,a maximum of,maximum of,maximum,no more than,not more than,never more than,"
                "no longer than,no later than,not later than,up to,or less,or fewer,or lower,at the latest,"
                "no heavier than,not heavier than,not exceed,no greater than"
            ),
            Entry((Sign.AT_MOST,)),
        ),
        (
            "more than,greater than,higher than,longer than,heavier than,larger than,exceeding",
            Entry((Sign.MORE_THAN,)),
        ),
        ("over,above", Entry((Sign.MORE_THAN,), before_number=True)),
        ("less than,fewer than,lower than,lighter than", Entry((Sign.LESS_THAN,))),
        ("under,below", Entry((Sign.LESS_THAN,), before_number=True)),
        ("within", Entry((Sign.WITHIN,))),
        ("every,each,daily,nightly,weekly,hourly,per", Entry((Sign.EVERY,))),
        ("only,nothing but", Entry((Sign.ONLY,))),
        ("alone,just", Entry((Sign.ONLY,), is_weak=True)),  # in Spanish both are "solo"
        ("if,in case,in the event,provided,as long as,so long as", Entry((Sign.IF,))),
        ("when,whenever", Entry((Sign.IF,), is_weak=True)),
        ("unless,except", Entry((Sign.UNLESS,))),
        (
            (
                "not,no,never,nothing,none,nobody,without,cannot,neither,nor,don't,doesn't,didn't,can't,won't,shouldn't,"
                "mustn't,isn't,aren't,wasn't,weren't,haven't,hasn't,needn't,couldn't,wouldn't,npo,nil,no longer"
            ),
            Entry((Sign.NOT,)),
        ),
        (
            (
                "stop,stops,stopping,stopped,avoid,avoiding,avoided,quit,quitting,refrain,skip,skipping,discontinue,cease,"
                "fast,fasting,stay away,keep off"
            ),
            Entry((Sign.STOP,)),
        ),
        # Words that only look like one of these.
        ("fast heart,fast heartbeat,fast pulse,fast breathing,fast acting,fast - acting,bus stop", Entry(())),
    ),
    clause_ends=frozenset(
        {"and", "but", "then", "if", "unless", "until", "when", "while", "because", "that", "which", "who", "so"}
    ),
)
