"""A patient's own medicines: entered, confirmed by a clinician, put on the list, and void when the operation moves."""
