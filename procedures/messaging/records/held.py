"""Which rows are one patient's: found by following the models' keys, so that a table that is added tomorrow counts."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from procedures.patients.models import Patient


@dataclass(frozen=True, slots=True)
class Held:
    """A table with rows of patients, and the ways from a row to its patient."""

    model: type[Model]
    ways: tuple[str, ...]

    def rows(self, patient: Patient) -> QuerySet[Model]:
        """Those of `patient`."""
        mine = Q()
        for way in self.ways:
            mine |= Q(**{way: patient.pk})
        return self.model._default_manager.filter(pk__in=self.model._default_manager.filter(mine).values("pk"))


@cache
def tables() -> tuple[Held, ...]:
    """Every table but the patients' own: first those on which others hang.

    Messages that came in are named by a table of their own: several patients may share a telephone.
    """
    ways: dict[type[Model], list[str]] = {Patient: ["pk"]}
    models = [model for model in apps.get_app_config("procedures").get_models() if model is not Patient]
    while True:
        found = {model: _ways(model, ways) for model in models if model not in ways}
        found = {model: some for model, some in found.items() if some}
        if not found:
            break
        ways |= found
    ways[apps.get_model("procedures", "IncomingMessage")] = ["patients"]
    del ways[Patient]
    return tuple(Held(model, tuple(ways[model])) for model in _parents_first(list(ways)))


def _ways(model: type[Model], known: dict[type[Model], list[str]]) -> list[str]:
    return [f"{key.name}__{way}" for key in _keys(model) for way in known.get(key.related_model, [])]


def _keys(model: type[Model]) -> list["ForeignKey[Model, Model]"]:
    return [field for field in model._meta.local_fields if isinstance(field, ForeignKey)]


def _parents_first(models: list[type[Model]]) -> list[type[Model]]:
    placed: list[type[Model]] = []
    while len(placed) < len(models):
        waiting = [model for model in models if model not in placed]
        free = [
            model
            for model in waiting
            if all(key.related_model is model or key.related_model not in waiting for key in _keys(model))
        ]
        # Rows that point at each other: one kind goes first, and its keys are let go before anything is erased.
        free = free or [next(model for model in waiting if _comes_back(model, waiting))]
        placed += sorted(free, key=lambda model: model._meta.db_table)
    return placed


def _comes_back(model: type[Model], among: list[type[Model]]) -> bool:
    """True when the keys of `model`, all of which may be empty, lead back to it."""
    seen: set[type[Model]] = set()
    ahead = [key.related_model for key in _keys(model) if key.related_model in among]
    if not all(key.null for key in _keys(model) if key.related_model in among):
        return False
    while ahead:
        one = ahead.pop()
        if one is model:
            return True
        if one not in seen:
            seen.add(one)
            ahead += [key.related_model for key in _keys(one) if key.related_model in among]
    return False


def crossing_keys() -> list[tuple[Held, str]]:
    """The keys that point at a table further down: by them two tables hang on each other."""
    order = [held.model for held in tables()]
    return [
        (held, key.name)
        for place, held in enumerate(tables())
        for key in _keys(held.model)
        if key.related_model in order[place + 1 :]
    ]
