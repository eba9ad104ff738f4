"""Spanish words for sentences of the demo's documents, as an author would write them for review."""

SPANISH = {
    # Hernia
    "Come to a pre-operative assessment with blood tests within 2 weeks before surgery.": (
        "Venga a una evaluación con análisis de sangre dentro de las 2 semanas antes de la operación."
    ),
    "Shower on the morning of surgery.": "Dúchese en la mañana de la operación.",
    "Do not shave the groin in the week before surgery.": "No se afeite la ingle en la semana antes de la operación.",
    "Leave jewelry, piercings and money at home.": "Deje en casa las joyas, los piercings y el dinero.",
    "Bring loose trousers and your health card.": "Traiga pantalones holgados y su tarjeta de salud.",
    "Arrange for an adult to take you home.": "Busque a un adulto que le lleve a casa.",
    "Arrange for an adult to stay with you for the first 24 hours.": (
        "Busque a un adulto que se quede con usted las primeras 24 horas."
    ),
    # Cataract
    "Come to an eye measurement and assessment visit within 4 weeks before surgery.": (
        "Venga a una visita de medición y evaluación del ojo dentro de las 4 semanas antes de la operación."
    ),
    "Wash your hair and face on the morning of surgery.": "Lávese el pelo y la cara en la mañana de la operación.",
    "Do not wear make-up or face cream on the day of surgery.": (
        "No use maquillaje ni crema en la cara el día de la operación."
    ),
    "Wear a shirt that opens at the front.": "Use una camisa que se abra por delante.",
    "Bring your glasses and your health card.": "Traiga sus anteojos y su tarjeta de salud.",
    "Arrange for an adult to stay with you for the first night.": (
        "Busque a un adulto que se quede con usted la primera noche."
    ),
}
