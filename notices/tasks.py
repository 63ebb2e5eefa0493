"""Jobs of the worker: thin, idempotent, one service call each."""

from celery import shared_task
from django.utils import timezone

from notices.services.deliveries import deliveries_run


@shared_task
def send(**kwargs) -> None:
    """Send what is due outside; beat calls this every minute, and a person who asks for a test message at once."""
    while deliveries_run(at=timezone.now()).is_full:
        pass
