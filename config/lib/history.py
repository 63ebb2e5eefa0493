"""Row history: every tracked model keeps what was inserted, changed and deleted, bulk statements included."""

import pghistory


def track(**options):
    """Return the class decorator that keeps all three kinds of events of a model.

    pghistory's own default leaves deletions out, and its setting for defaults copies the trackers in a way that
    breaks the comparison of operations, so that each model gets fresh ones here.
    """
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options)
