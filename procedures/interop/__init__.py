"""Other systems' languages: HL7 v2, FHIR, iCalendar."""
