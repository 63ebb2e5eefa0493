"""Red-flag branches (红旗党支部): levels, states and moves, vetoes, what the money may be for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FlagLevel(TextChoices):
    DISTRICT = "district", _("区级")
    CITY = "city", _("市级")


class FlagState(TextChoices):
    NOMINATED = "nominated", _("已申报，待乡镇推荐")
    RECOMMENDED = "recommended", _("已推荐，待区级复核")
    REVIEWED = "reviewed", _("复核通过")
    NOTICE = "notice", _("公示中")
    NAMED = "named", _("已命名")
    REJECTED = "rejected", _("没有通过")
    WITHDRAWN = "withdrawn", _("已撤销")


class FlagAction(TextChoices):
    NOMINATE = "nominate", _("申报")
    PROPOSE = "propose", _("推荐市级")
    RECOMMEND = "recommend", _("推荐")
    REVIEW = "review", _("复核通过")
    PUBLISH = "publish", _("开始公示")
    OBJECT = "object", _("登记异议")
    ANSWER = "answer", _("答复异议")
    NAME = "name", _("命名")
    REJECT = "reject", _("不予通过")
    WITHDRAW = "withdraw", _("撤销命名")


A, S = FlagAction, FlagState
# action → (from, to). A city's naming comes from the city: it follows the district's proposal without a notice here.
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    A.RECOMMEND: ((S.NOMINATED,), S.RECOMMENDED),
    A.REVIEW: ((S.RECOMMENDED,), S.REVIEWED),
    A.PUBLISH: ((S.REVIEWED,), S.NOTICE),
    A.NAME: ((S.NOTICE, S.REVIEWED), S.NAMED),
    A.REJECT: ((S.NOMINATED, S.RECOMMENDED, S.REVIEWED, S.NOTICE), S.REJECTED),
    A.WITHDRAW: ((S.NAMED,), S.WITHDRAWN),
}
UNDER_WAY = (S.NOMINATED, S.RECOMMENDED, S.REVIEWED, S.NOTICE)
HELD = (S.NAMED, S.WITHDRAWN)


class VetoKind(TextChoices):
    """What rules a branch out at once (一票否决)."""

    PETITION = "petition", _("重大信访问题")
    SAFETY = "safety", _("安全事故")
    DISCIPLINE = "discipline", _("班子成员严重违纪违法")
    RED = "red", _("月审为红")
    FRAUD = "fraud", _("台账弄虚作假")


class UseKind(TextChoices):
    """What the award may be for; nothing of it goes to a person."""

    PREMISES = "premises", _("阵地建设")
    EQUIPMENT = "equipment", _("设施设备")
    ACTIVITY = "activity", _("组织活动")
    STUDY = "study", _("党员教育")
    SERVICE = "service", _("服务群众")


class RecheckResult(TextChoices):
    KEEP = "keep", _("保持")
    MEND = "mend", _("限期整改")
    FAIL = "fail", _("不再符合条件")
