"""Which reminders a thing gets: how long before, until when they are of use, and which must not be missed.

The tables are data and the rules are pure, so that a preview and the real thing cannot differ. A hospital may choose
other steps (`chosen`), within what is safe (`changing`).
"""

from procedures.checklists.policies.chosen import OWN, Policies, policies_of
from procedures.checklists.policies.rules import Step, Target

__all__ = ["OWN", "Policies", "Step", "Target", "policies_of"]
