"""Decisions by four steps and two publications (四议两公开): matters, steps, states."""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Step(IntegerChoices):
    """The six steps in their fixed order (中国共产党农村基层组织工作条例 第十九条)."""

    PROPOSE = 1, _("村党组织提议")
    CONSULT = 2, _("村“两委”会议商议")
    DELIBERATE = 3, _("党员大会审议")
    RESOLVE = 4, _("村民会议或村民代表会议决议")
    PUBLISH = 5, _("决议公开")
    RESULT = 6, _("实施结果公开")


IN_MEETINGS = (Step.PROPOSE, Step.CONSULT, Step.DELIBERATE)
PUBLICATIONS = (Step.PUBLISH, Step.RESULT)
DECIDING = tuple(step for step in Step if step != Step.RESULT)


class Body(TextChoices):
    """Who resolves in step 4; the codes are those of `ledgers.vote_profiles`."""

    REPRESENTATIVES = "P7", _("村民代表会议")
    VILLAGERS = "P8", _("村民会议")
    MEMBERS = "P10", _("集体经济组织成员大会")
    MEMBER_REPRESENTATIVES = "P11", _("集体经济组织成员代表大会")


class Origin(TextChoices):
    """动议事由, one of three."""

    PEOPLE = "people", _("党员群众建议")
    CADRES = "cadres", _("村干部提议")
    SUPERIOR = "superior", _("上级安排")


class Matter(TextChoices):
    """事项: the default list of the district."""

    ALLOWANCE = "allowance", _("误工补贴人员和标准")
    INCOME = "income", _("集体收益使用")
    WORKS = "works", _("公益事业兴办、筹资筹劳和建设承包")
    LAND = "land", _("土地承包经营方案")
    PROJECT = "project", _("集体经济项目立项、承包")
    HOMESTEAD = "homestead", _("宅基地使用方案")
    COMPENSATION = "compensation", _("征地补偿费使用和分配")
    ASSETS = "assets", _("借贷、租赁等处分集体财产")
    PLAN = "plan", _("发展规划和年度计划")
    VILLAGE_RULES = "village_rules", _("村规民约")
    BONUS = "bonus", _("干部奖励方案")
    CHARTER = "charter", _("集体经济组织章程、成员确认、合并分立")
    OTHER = "other", _("其他重大事项")


@dataclass(frozen=True, slots=True)
class MatterDefinition:
    """Who may resolve a matter, the usual body first, and where that stands."""

    bodies: tuple[Body, ...]
    source: str


VILLAGE_24 = "《村民委员会组织法》第二十四条"  # i18n: data
COLLECTIVE_26 = "《农村集体经济组织法》第二十六、二十八条"  # i18n: data
BOTH = f"{VILLAGE_24}、{COLLECTIVE_26}"  # i18n: data
_VILLAGE = (Body.REPRESENTATIVES, Body.VILLAGERS)
# What the members' representatives may not decide (集体经济组织法 第二十八条): items 1, 3, 8, 10, 12 of 第二十六条.
_RESERVED = (*_VILLAGE, Body.MEMBERS)
_ANY = (*_VILLAGE, Body.MEMBERS, Body.MEMBER_REPRESENTATIVES)

MATTERS: dict[str, MatterDefinition] = {
    Matter.ALLOWANCE: MatterDefinition(_VILLAGE, VILLAGE_24),
    Matter.INCOME: MatterDefinition(_ANY, BOTH),
    Matter.WORKS: MatterDefinition(_VILLAGE, VILLAGE_24),
    Matter.LAND: MatterDefinition(_RESERVED, BOTH),
    Matter.PROJECT: MatterDefinition(_ANY, BOTH),
    Matter.HOMESTEAD: MatterDefinition(_RESERVED, BOTH),
    Matter.COMPENSATION: MatterDefinition(_RESERVED, BOTH),
    Matter.ASSETS: MatterDefinition(_ANY, BOTH),
    Matter.PLAN: MatterDefinition(_ANY, BOTH),
    # Made and changed by the villagers' meeting itself.
    Matter.VILLAGE_RULES: MatterDefinition((Body.VILLAGERS,), "《村民委员会组织法》第二十七条"),  # i18n: data
    Matter.BONUS: MatterDefinition(_ANY, BOTH),
    Matter.CHARTER: MatterDefinition((Body.MEMBERS,), COLLECTIVE_26),
    Matter.OTHER: MatterDefinition(_ANY, BOTH),
}


class DecisionState(TextChoices):
    OPEN = "open", _("办理中")
    APPROVED = "approved", _("已决议公开")
    DONE = "done", _("已办结")
    STOPPED = "stopped", _("已停办")


class DecisionAction(TextChoices):
    """What happens to a decision; every one leaves a row of the log."""

    START = "start", _("提出事项")
    EDIT = "edit", _("修改内容")
    CONFIRM = "confirm", _("确认一步")
    CLOSE = "close", _("结束公示")
    OBJECT = "object", _("登记异议")
    ANSWER = "answer", _("答复异议")
    APPROVE = "approve", _("前五步完成")
    REOPEN = "reopen", _("变更，重新走程序")
    FINISH = "finish", _("办结")
    STOP = "stop", _("停办")
    URGENT = "urgent", _("申请抢险救灾先办")
    URGENT_YES = "urgent_yes", _("同意抢险救灾先办")
    URGENT_NO = "urgent_no", _("不同意抢险救灾先办")


class ExemptionState(TextChoices):
    ASKED = "asked", _("等区里批")
    GRANTED = "granted", _("区里同意")
    REFUSED = "refused", _("区里不同意")


class FilePurpose(TextChoices):
    RECORD = "record", _("会议材料")
    FIRST_DAY = "first_day", _("公示首日照片")
    LAST_DAY = "last_day", _("公示末日照片")
