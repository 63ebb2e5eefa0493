"""Meetings are found by the words of their minutes: an index over all pairs of neighbouring characters.

The index is over an expression, so PostgreSQL itself fills it and keeps it true, and no row is written.
"""

import django.contrib.postgres.indexes
from django.db import migrations

from config.lib.found_by_words import TextPairs

# The cost tells the planner what reading some hundred characters takes, against one comparison. Pairs with a blank, or
# with the line feed between two texts, are left out; one that stands in a text twice may come twice.
CREATE = r"""
CREATE FUNCTION text_pairs(VARIADIC texts text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
DECLARE
    letters text[] := string_to_array(lower(array_to_string(texts, E'\n') COLLATE "C"), NULL);
BEGIN
    RETURN ARRAY(
        SELECT one || other FROM unnest(letters, letters[2:]) AS pair (one, other)
        WHERE one > ' ' COLLATE "C" AND other > ' ' COLLATE "C"
    );
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0032_access_list_kind")]

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION text_pairs(text[])"),
        migrations.AddIndex(
            model_name="meeting",
            index=django.contrib.postgres.indexes.GinIndex(
                TextPairs("title", "agenda", "discussion", "resolutions"), name="meeting_words"
            ),
        ),
    ]
