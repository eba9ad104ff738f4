"""Whether the words that a patient reads still say what the document says, in English or Spanish."""

from procedures.core.rewording.checking import Source, faults
from procedures.core.rewording.claims import Claims, claims_of

__all__ = ["Claims", "Source", "claims_of", "faults"]
