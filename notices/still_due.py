"""Ask the apps above whether what a message is about is still due, without knowing them.

`Notice.about` starts with a word before a colon; settings.NOTICE_STILL_DUE names for each word the function that
answers. It is given {about: the instant the message was written} and returns those that are still due.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string


def moot_of(abouts: Mapping[str, dt.datetime]) -> set[str]:
    """Return those of `abouts` that are no longer due; a word that nobody answers for stays due."""
    by_word: dict[str, dict[str, dt.datetime]] = defaultdict(dict)
    for about, written in abouts.items():
        by_word[about.partition(":")[0]][about] = written
    moot = set()
    for word, asked in by_word.items():
        if path := settings.NOTICE_STILL_DUE.get(word):
            moot |= asked.keys() - import_string(path)(asked)
    return moot
