"""Two requests to hand in after the lock (补报申请): one granted and used, one that the district refused."""
# i18n: data file

import datetime as dt
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from dashboards.demo.pictures import INK, PAPER, RED, jpeg, write
from dashboards.demo.timeline import at_time
from ledgers.models import Ledger
from ledgers.services.lock_exceptions import exception_ask, exception_judge

if TYPE_CHECKING:
    from dashboards.demo.play import Stage

POWER_CUT = "本月上旬台风过境，全村停电断网四天，台账没有来得及提交，供电所有通知。"
NO_REASON = "书记外出，忘记提交了，请给一次补报机会。"


def notice_of_the_power_cut() -> ContentFile:
    """Draw the paper that proves the first one."""
    picture = Image.new("RGB", (900, 640), PAPER)
    canvas = ImageDraw.Draw(picture)
    write(canvas, (300, 70), "停电抢修通知", 52)
    write(canvas, (90, 180), "因台风过境线路受损，下列村停电，正在抢修：", 34, INK)
    write(canvas, (90, 560), "演示材料，内容为虚构", 28, RED)
    return ContentFile(jpeg(picture), name="停电抢修通知.jpg")


def exceptions_play(stage: "Stage", granted: Ledger, refused: Ledger, lock: dt.date, review: dt.date) -> None:
    """Ask on the day of the lock, decide before the township's second round of reviews, and hand in what was granted.

    All of it lies before nine in the morning of `review`, when the township begins.
    """
    cases = ((granted, POWER_CUT, notice_of_the_power_cut(), True), (refused, NO_REASON, None, False))
    for ledger, reason, upload, is_granted in cases:
        by = stage.cast.secretaries[ledger.branch_id]
        asked = exception_ask(ledger=ledger, reason=reason, upload=upload, by=by, at=at_time(lock, 7, 40))
        asked = exception_judge(
            request=asked,
            agrees=True,
            word="情况属实，已电话核实。" if is_granted else "第一次漏报，请区里酌情。",
            by=stage.reviewer(ledger),
            at=at_time(review, 8, 5),
        )
        exception_judge(
            request=asked,
            agrees=is_granted,
            word="同意补报，单独统计。" if is_granted else "不属于不可抗力，按未报通报。",
            until=at_time(review, 18) if is_granted else None,
            by=stage.rereviewer,
            at=at_time(review, 8, 25),
        )
    stage.submit(granted, at_time(review, 8, 45))
