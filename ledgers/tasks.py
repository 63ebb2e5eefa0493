"""Jobs of the worker: thin, idempotent, one service call each."""

from celery import shared_task
from django.utils import timezone

from ledgers.services.imports import import_apply, import_check


@shared_task
def roll_import_check(*, import_id: int, **kwargs) -> None:
    """Check a long roll. What fails here is done by the clock's next run."""
    import_check(import_id=import_id, at=timezone.now())


@shared_task
def roll_import_apply(*, import_id: int, **kwargs) -> None:
    """Write a long roll. What fails here has written nothing and is done by the clock's next run."""
    import_apply(import_id=import_id, at=timezone.now())
