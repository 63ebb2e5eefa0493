"""Jobs of the worker: thin, idempotent, one service call each."""

from celery import shared_task
from django.utils import timezone

from audits.services.circulars import circular_issue
from audits.services.deadlines import deadlines_run
from audits.services.uptime import heartbeat_leave


@shared_task
def circular_issue_task(*, circular_id: int, **kwargs) -> None:
    """Print and circulate a signed circular. What fails here is done by the clock's next run."""
    circular_issue(circular_id=circular_id, at=timezone.now())


@shared_task
def tick(**kwargs) -> None:
    """Do whatever is due; beat calls this every ten minutes (`manage.py tick` does the same by hand)."""
    at = timezone.now()
    heartbeat_leave(at=at)
    deadlines_run(at=at)
