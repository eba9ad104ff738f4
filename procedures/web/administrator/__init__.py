"""Pages for a unit's administrators: what is held on a patient, to be handed out or erased."""
