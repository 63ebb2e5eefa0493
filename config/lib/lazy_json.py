"""A JSON column that is parsed when somebody looks into it.

Rows that are joined by the hundred for their dates should not each pay for a document that nobody reads there.
"""

import json

from django.db import models
from django.utils.functional import LazyObject, SimpleLazyObject


class LazyJSONField(models.JSONField):
    """A JSONField whose value parses itself at the first use; equal to and written like the plain value."""

    def from_db_value(self, value, expression, connection):
        if not isinstance(value, str) or not value.startswith(("{", "[")):
            return super().from_db_value(value, expression, connection)
        return SimpleLazyObject(lambda: json.loads(value, cls=self.decoder))

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, LazyObject):
            value = value.copy()  # of the parsed list or dict, which json knows how to write
        return super().get_db_prep_value(value, connection, prepared)
