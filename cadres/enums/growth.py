"""Double improvement (双提升): degree courses, skill training, recognised 致富能手, the district's targets."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ledgers.enums import Education


class CourseKind(TextChoices):
    DEGREE = "degree", _("学历提升")
    SKILL = "skill", _("致富能手能力提升")


class CourseState(TextChoices):
    STUDYING = "studying", _("在读")
    DONE = "done", _("已完成")
    BROKEN = "broken", _("中断")
    VOID = "void", _("登记有误")


class CourseAction(TextChoices):
    ENTER = "enter", _("登记")
    COMPLETE = "complete", _("登记完成")
    BREAK = "break", _("登记中断")
    VOID = "void", _("登记有误，撤销")


class RecognitionState(TextChoices):
    HOLDS = "holds", _("认定有效")
    ENDED = "ended", _("已取消")
    VOID = "void", _("登记有误")


class RecognitionAction(TextChoices):
    RECOGNISE = "recognise", _("认定")
    RECHECK = "recheck", _("复核合格")
    END = "end", _("取消认定")
    VOID = "void", _("登记有误，撤销")


class Goal(TextChoices):
    """What a township is asked to reach in a year: a share of its cadres in office."""

    DEGREE = "degree", _("大专以上学历")
    TRAINING = "training", _("当年能力培训")
    LEADER = "leader", _("致富能手")


# GB/T 4658-2006, from the highest down; a smaller place in the tuple is a higher degree.
LADDER = (
    Education.POSTGRADUATE,
    Education.BACHELOR,
    Education.COLLEGE,
    Education.VOCATIONAL,
    Education.HIGH_SCHOOL,
    Education.MIDDLE_SCHOOL,
    Education.PRIMARY,
)
COLLEGE_UP = LADDER[:3]
# What one can study for.
DEGREES = LADDER[:5]


def is_higher(new: str, old: str) -> bool:
    """Tell whether `new` is a higher degree than `old`; everything known is higher than what is not known."""
    if new not in LADDER:
        return False
    return old not in LADDER or LADDER.index(new) < LADDER.index(old)
