"""Jobs of the worker: thin, idempotent, one service call each."""

from celery import shared_task
from django.utils import timezone

from cadres.services.pay_exports import pay_export_write


@shared_task
def pay_export_task(*, export_id: int, **kwargs) -> None:
    """Write a long pay sheet. What fails here is done by the clock's next run."""
    pay_export_write(export_id=export_id, at=timezone.now())
