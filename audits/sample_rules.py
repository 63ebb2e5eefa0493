"""Who may plan, draw and give up a sample (抽样复审), and what a seed must be. No writes here."""

from django.utils.translation import gettext as _

from audits.models import Sample
from branches.enums import Permission
from branches.models import User
from config.lib.verdict import YES, Answer, No, first_no
from ledgers.models import Month

SEED_LEAST = 6
SEED_MOST = 200
REASON_MOST = 200


def may_sample(by: User, month: Month) -> Answer:
    """The district's own reviewers draw the samples."""
    if not by.may(Permission.REVIEW_DISTRICT):
        return No(_("只有区委组织部复审员可以抽样。"))
    if not by.party_scope.covers(month.district.path):
        return No(_("这个月份不在您的管理范围内。"))
    return YES


def may_plan(by: User, month: Month, *, has_open_plan: bool, waiting: int) -> Answer:
    """One plan at a time, and only over ledgers that are reported and not judged yet."""
    if not (answer := may_sample(by, month)):
        return answer
    if has_open_plan:
        return No(_("已有一份名单冻结了还没有抽，请先抽取或者撤销。"))
    if not waiting:
        return No(_("现在没有可以抽的台账：乡镇报送、区里还没有复审的才能抽。"))
    return YES


def may_draw(by: User, sample: Sample) -> Answer:
    """A sample is drawn once, with a seed that came after its list."""
    return first_no(may_sample(by, sample.month), _is_open(sample))


def may_cancel(by: User, sample: Sample) -> Answer:
    """A plan may be given up as long as nothing is drawn."""
    return may_draw(by, sample)


def _is_open(sample: Sample) -> Answer:
    if sample.drawn_at:
        return No(_("这一轮已经抽过，结果不能改动。需要再抽请另开一轮。"))
    if sample.cancelled_at:
        return No(_("这一轮已经撤销。"))
    return YES


def tidy_seed(text: str) -> str:
    """Return the seed as it is hashed: without outer blanks, single blanks inside, printable characters only."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def seed_error(seed: str) -> str:
    """Return what is wrong with a tidied seed; empty when it may be used."""
    if len(seed) < SEED_LEAST:
        return _("种子至少 %(n)d 个字，写清是哪一天、哪一期、什么号码。") % {"n": SEED_LEAST}
    if len(seed) > SEED_MOST:
        return _("种子最多 %(n)d 个字。") % {"n": SEED_MOST}
    if not any(char.isdigit() for char in seed):
        return _("种子里要有公开的号码，别人才能查证。")
    return ""
