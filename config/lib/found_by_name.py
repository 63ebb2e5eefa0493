"""Models whose rows are found by name: any part of it, its pinyin, its initials (`search_terms`)."""

from collections.abc import Iterator
from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.db import models

from config.lib.search_terms import sounds_of, terms_of, wanted_term


class SearchTermsField(ArrayField):
    """The terms of the row's name. Whoever writes a row as a whole, one or many, writes them with it."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            **{"base_field": models.CharField(max_length=40), "default": list, "editable": False, **kwargs}
        )

    def pre_save(self, instance: models.Model, add: bool) -> list[str]:
        terms = terms_of(instance.name)
        setattr(instance, self.attname, terms)
        return terms

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs


class FoundByNameQuerySet(models.QuerySet):
    def search(self, typed: str) -> "FoundByNameQuerySet":
        """Return those whose name has `typed` in it, or its pinyin or pinyin initials; all when nothing is typed."""
        term = wanted_term(typed)
        return self.filter(search_terms__contains=[term]) if term else self

    def sounding_like(self, typed: str) -> "FoundByNameQuerySet":
        """Return those whose name sounds like `typed` (张小名 finds 张小明); nothing for what has no Chinese in it."""
        term = sounds_of(typed)
        return self.filter(search_terms__contains=[term]) if term else self.none()


class FoundByName(models.Model):
    """A row with a `name` that is searched for."""

    search_terms = SearchTermsField()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Write the terms also where only some columns are written, the name among them."""
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "search_terms"}
        super().save(*args, **kwargs)


_terms_of = lru_cache(maxsize=20_000)(lambda name: tuple(terms_of(name)))


def stale_terms(model: type[models.Model]) -> Iterator[str]:
    """Yield a sentence for each row that is not found by its present name."""
    for pk, name, terms in model.objects.values_list("pk", "name", "search_terms").iterator():
        if tuple(terms) != _terms_of(name):
            yield f"{model._meta.model_name} {pk} is not found by the present name"
