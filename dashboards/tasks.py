"""Jobs of the worker: thin, idempotent, one service call each."""

from celery import shared_task
from django.utils import timezone

from dashboards.services.exports import export_write, exports_settle


@shared_task
def export_task(*, export_id: int, **kwargs) -> None:
    """Write a long list. What fails here is done by the next run of `settle`."""
    export_write(export_id=export_id, at=timezone.now())


@shared_task
def settle(**kwargs) -> None:
    """Write what was lost, take away what has expired."""
    exports_settle(at=timezone.now())
