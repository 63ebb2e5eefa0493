"""Who may move a course or a recognition, and set targets, with the reason when not."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from branches.enums import Level, Permission
from branches.models import Organisation, User
from cadres.enums.growth import CourseAction, CourseState, RecognitionAction, RecognitionState
from cadres.models import Course, Recognition
from cadres.rules.files import may_edit
from config.lib.verdict import YES, Answer, No

# Action → (the states it starts from, the state it leads to).
COURSE_MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    CourseAction.COMPLETE: ((CourseState.STUDYING,), CourseState.DONE),
    CourseAction.BREAK: ((CourseState.STUDYING,), CourseState.BROKEN),
    CourseAction.VOID: ((CourseState.STUDYING, CourseState.DONE), CourseState.VOID),
}
RECOGNITION_MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    RecognitionAction.RECHECK: ((RecognitionState.HOLDS,), RecognitionState.HOLDS),
    RecognitionAction.END: ((RecognitionState.HOLDS,), RecognitionState.ENDED),
    RecognitionAction.VOID: ((RecognitionState.HOLDS,), RecognitionState.VOID),
}


def may_move_course(by: User | None, course: Course, action: str) -> Answer:
    if not (answer := may_edit(by, course.cadre.organisation)):
        return answer
    if action not in COURSE_MOVES or course.state not in COURSE_MOVES[action][0]:
        return No(_("这门学习的状态是“%(state)s”，不能再这样办。") % {"state": course.get_state_display()})
    return YES


def may_subsidise(by: User | None, course: Course) -> Answer:
    if not (answer := may_edit(by, course.cadre.organisation)):
        return answer
    if course.state not in (CourseState.STUDYING, CourseState.DONE):
        return No(_("中断或者撤销的学习不发补助。"))
    return YES


def may_move_recognition(by: User | None, recognition: Recognition, action: str) -> Answer:
    if not (answer := may_edit(by, recognition.cadre.organisation)):
        return answer
    if action not in RECOGNITION_MOVES or recognition.state not in RECOGNITION_MOVES[action][0]:
        return No(_("这项认定的状态是“%(state)s”，不能再这样办。") % {"state": recognition.get_state_display()})
    return YES


def may_set_targets(by: User | None, district: Organisation) -> Answer:
    """The district's organisation department sets what townships are asked to reach."""
    if by is None or not by.may(Permission.CADRE_FILE):
        return No(_("双提升目标由区委组织部下达。"))
    if district.level != Level.COUNTY or not by.party_scope.covers(district.path):
        return No(_("这个地方不在您的管理范围内。"))
    return YES
