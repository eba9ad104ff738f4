"""Instructions in English and Spanish, made of the same pieces, so that one piece can be dropped or changed."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

EN_NUMBERS = {2: "two", 3: "three", 6: "six", 8: "eight", 12: "twelve", 24: "twenty-four", 36: "thirty-six"}
ES_NUMBERS = {2: "dos", 3: "tres", 6: "seis", 8: "ocho", 12: "doce", 24: "veinticuatro", 36: "treinta y seis"}
UNITS = (
    ("hours", "horas"),
    ("days", "días"),
    ("weeks", "semanas"),
    ("months", "meses"),
    ("minutes", "minutos"),
    ("mg", "mg"),
    ("ml", "ml"),
    ("pounds", "libras"),
    ("tablets", "tabletas"),
    ("°F", "°F"),
)
SIGNS = (
    ("before", "antes de"),
    ("after", "después de"),
)
BOUNDS = (("at least", "al menos"), ("at most", "como máximo"), ("more than", "más de"), ("less than", "menos de"))
NOES = (("Do not", "No"), ("Never", "Nunca"), ("Avoid to", "Evite"))
ACTS = (("drink", "beber"), ("lift", "levantar"), ("walk", "caminar"), ("take", "tomar"))
EVENTS = (("the visit", "la visita"), ("surgery", "la cirugía"), ("breakfast", "el desayuno"))
CONDITIONS = (
    ("if you feel sick", "si se siente mal"),
    ("unless we call you", "a menos que le llamemos"),
    ("unless we call you", "salvo que le llamemos"),
    ("only if you have a fever", "solo si tiene fiebre"),
)
CLOCKS = (
    ("6 am", "las 6 de la mañana"),
    ("6:00 a.m.", "las 6:00 a. m."),
    ("18:00", "las 6 p. m."),
    ("9:30 pm", "las 21:30"),
    ("midnight", "medianoche"),
    ("noon", "mediodía"),
)


@dataclass(frozen=True)
class Piece:
    """A run of words in both languages. `kind` is "" for one that nothing turns on."""

    kind: str
    english: str
    spanish: str


@st.composite
def amounts(draw: st.DrawFn) -> tuple[Piece, Piece]:
    """A number, alone or as a range, and its unit."""
    unit = Piece("unit", *draw(st.sampled_from(UNITS)))
    if draw(st.booleans()):
        number = draw(st.sampled_from(sorted(EN_NUMBERS)))
        english = draw(st.sampled_from([str(number), EN_NUMBERS[number]]))
        return Piece("number", english, draw(st.sampled_from([str(number), ES_NUMBERS[number]]))), unit
    low = draw(st.integers(2, 90))
    high = low + draw(st.integers(1, 9))
    written = draw(st.sampled_from([f"{low}", f"{low}.5", f"{low}-{high}", f"{low} – {high}", f"{low} to {high}"]))
    comma = draw(st.booleans())
    spanish = written.replace(" to ", " a ").replace(".", "," if comma else ".")
    return Piece("number", written, spanish), unit


@st.composite
def clauses(draw: st.DrawFn) -> list[Piece]:
    """One instruction with a no or without, an amount with a bound or without, an event or an hour, a condition."""
    is_no = draw(st.booleans())
    act = draw(st.sampled_from(ACTS))
    pieces = [Piece("no", *draw(st.sampled_from(NOES)))] if is_no else [Piece("", "Please", "Por favor")]
    pieces.append(Piece("", *act))
    if draw(st.booleans()):
        pieces.append(Piece("sign", *draw(st.sampled_from(BOUNDS))))
    pieces += draw(amounts())
    pieces.append(Piece("sign", *draw(st.sampled_from(SIGNS))))
    if draw(st.booleans()):
        pieces.append(Piece("clock", *draw(st.sampled_from(CLOCKS))))
    else:
        pieces.append(Piece("", *draw(st.sampled_from(EVENTS))))
    if draw(st.booleans()):
        pieces.append(Piece("condition", *draw(st.sampled_from(CONDITIONS))))
    return pieces


def sentences() -> st.SearchStrategy[list[list[Piece]]]:
    return st.lists(clauses(), min_size=1, max_size=3)


def english(text: list[list[Piece]]) -> str:
    return ". ".join(" ".join(piece.english for piece in clause if piece.english) for clause in text) + "."


def spanish(text: list[list[Piece]]) -> str:
    return ". ".join(" ".join(piece.spanish for piece in clause if piece.spanish) for clause in text) + "."


OTHERS = {
    "unit": UNITS,
    "sign": SIGNS + BOUNDS,
    "condition": CONDITIONS,
    "clock": CLOCKS,
}


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """A text, and the same with one piece dropped or changed."""
    text = draw(sentences())
    places = [(row, column) for row, clause in enumerate(text) for column, piece in enumerate(clause) if piece.kind]
    row, column = draw(st.sampled_from(places))
    piece = text[row][column]
    wrong = replace(piece, english="", spanish="")
    if piece.kind == "number" and draw(st.booleans()):
        wrong = replace(piece, english="97", spanish="97")
    elif piece.kind in OTHERS and draw(st.booleans()):
        wrong = Piece(piece.kind, *draw(st.sampled_from(OTHERS[piece.kind])))
    changed = [list(clause) for clause in text]
    changed[row][column] = wrong
    return text, changed
