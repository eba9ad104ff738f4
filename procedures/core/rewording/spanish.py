"""Spanish words that a meaning turns on, without accents: many write without them."""

from procedures.core.rewording.lexicon import Entry, Lexicon, Sign, by_word, numbered, phrase_table

SPANISH = Lexicon(
    numbers=numbered("cero", 0)
    | numbered("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince", 2)
    | numbered("dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro", 16)
    | numbered("veinticinco veintiseis veintisiete veintiocho veintinueve treinta", 25)
    | numbered("cuarenta cincuenta sesenta setenta ochenta noventa cien", 40, 10)
    | {"veintiun": 21, "docena": 12, "ciento": 100},
    tens_joint="y",
    halves=frozenset({"media", "medio"}),
    ordinals={"tercer": 3, "tercero": 3, "tercera": 3}
    | numbered("cuarto quinto sexto septimo octavo noveno decimo", 4)
    | numbered("cuarta quinta sexta septima octava novena decima", 4),
    units=by_word(
        second="segundos",
        minute="minuto minutos min mins",
        hour="hora horas h hs hr hrs",
        day="dia dias",
        night="noche noches",
        week="semana semanas",
        month="mes meses",
        year="ano anos",
        time="vez veces",
        mg="mg miligramo miligramos",
        mcg="mcg µg μg ug microgramo microgramos",
        g="g gr gramo gramos",
        kg="kg kgs kilo kilos kilogramo kilogramos",
        lb="lb lbs libra libras",
        ml="ml mililitro mililitros cc",
        liter="l litro litros",
        ounce="oz onza onzas",
        cup="taza tazas",
        glass="vaso vasos",
        tablespoon="cucharada cucharadas",
        teaspoon="cucharadita cucharaditas",
        tablet="tableta tabletas pastilla pastillas comprimido comprimidos pildora pildoras",
        capsule="capsula capsulas",
        drop="gota gotas",
        puff="inhalacion inhalaciones",
        pack="sobre sobres paquete paquetes",
        unit="unidad unidades ui",
        mile="milla millas",
        foot="pie pies",
        inch="pulgada pulgadas",
        cm="cm centimetro centimetros",
        mm="mm milimetro milimetros",
        meter="m metro metros",
        step="pasos escalones",
        percent="%",
    ),
    ones=frozenset({"un", "una", "uno"}),
    loose_ones=frozenset({"un", "una", "uno"}),
    joints=frozenset({"a", "o", "u", "y", "e", "hasta", "-", "/", ","}),
    fillers=frozenset({"mas", "completas", "completos", "completa", "completo", "-"}),
    clock_words={"mediodia": "12:00", "medianoche": "24:00"},
    day_parts={
        ("am",): "am",
        ("pm",): "pm",
        ("de", "la", "manana"): "am",
        ("de", "la", "madrugada"): "am",
        ("de", "la", "tarde"): "pm",
        ("de", "la", "noche"): "night",
        ("por", "la", "manana"): "am",
        ("por", "la", "tarde"): "pm",
        ("por", "la", "noche"): "night",
    },
    phrases=phrase_table(
        ("antes,previo,previa,previos,previas,anterior,anteriores,vispera", Entry((Sign.BEFORE,))),
        ("despues,tras,posterior,posteriores,mas tarde", Entry((Sign.AFTER,))),
        ("luego,siguiente,siguientes", Entry((Sign.AFTER,), is_weak=True)),
        ("hasta", Entry((Sign.UNTIL, Sign.AT_MOST))),
        (
            "al menos,por lo menos,como minimo,un minimo de,minimo,no menos de,o mas,o superior,o mayor",
            Entry((Sign.AT_LEAST,)),
        ),
        (
            (
                "como maximo,un maximo de,maximo,a lo sumo,no mas de,no mas que,o menos,o menor,o inferior,"
                "a mas tardar,no mas tarde de,nunca mas de,no exceda,no supere"
            ),
            Entry((Sign.AT_MOST,)),
        ),
        (
            "mas de,mas que,mayor de,mayor que,mayor a,superior a,por encima de,mayores de,mayores que",
            Entry((Sign.MORE_THAN,)),
        ),
        ("menos de,menor de,menor que,menor a,inferior a,por debajo de,menos que", Entry((Sign.LESS_THAN,))),
        (
            (
                "dentro de,en un plazo de,en el plazo de,en los siguientes,en las siguientes,en los proximos,"
                "en las proximas,en los primeros,en las primeras"
            ),
            Entry((Sign.WITHIN,)),
        ),
        (
            (
                "cada,todos los,todas las,al dia,por dia,a diario,diario,diaria,diarios,diarias,diariamente,"
                "a la semana,por semana,al mes,por mes,por hora,por noche"
            ),
            Entry((Sign.EVERY,)),
        ),
        ("solo,solamente,unicamente,nada mas que", Entry((Sign.ONLY,))),
        ("si,en caso de,siempre que,siempre y cuando,con tal de que", Entry((Sign.IF,))),
        ("cuando", Entry((Sign.IF,), is_weak=True)),
        ("a menos que,salvo,excepto,a no ser que", Entry((Sign.UNLESS,))),
        (
            "no,nunca,nada,ni,ningun,ninguna,ninguno,ningunos,ningunas,nadie,jamas,tampoco,sin",
            Entry((Sign.NOT,)),
        ),
        (
            (
                "deje de,dejar de,deja de,dejen de,dejo de,dejado de,evite,eviten,evitar,evitando,suspenda,suspender,"
                "detenga,detener,detiene,detienen,detuvo,pare,parar,cese,cesa,cesar,ayune,ayunar,ayuno,ayunas,interrumpa,"
                "interrumpir,omita,omitir,abstengase,abstenerse"
            ),
            Entry((Sign.STOP,)),
        ),
    ),
    clause_ends=frozenset(
        {"y", "e", "pero", "entonces", "si", "salvo", "hasta", "cuando", "mientras", "porque", "que"}
    ),
    has_point_thousands=True,
)
