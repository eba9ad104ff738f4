"""What every refusal of an act has in common."""


class Refused(Exception):
    """An act was not done, and nothing was changed. Its words tell a nurse what to do."""
