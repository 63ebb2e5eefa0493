"""Levels, kinds and roles of the people and organisations (组织与人员)."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Level of an administrative division (统计用区划代码)."""

    PROVINCE = "province", _("省")
    PREFECTURE = "prefecture", _("市")
    COUNTY = "county", _("县（区）")
    TOWNSHIP = "township", _("乡镇（街道）")
    VILLAGE = "village", _("村（社区）")


class OrganisationKind(TextChoices):
    """What kind of organisation a node of the tree is (中国共产党支部工作条例 第二章)."""

    DIVISION = "division", _("行政区划")
    PARTY_BRANCH = "party_branch", _("党支部")
    GENERAL_BRANCH = "general_branch", _("党总支")
    PARTY_COMMITTEE = "party_committee", _("党委")
    RESIDENTS = "residents", _("居委会")
    LOOKALIKE = "lookalike", _("类似村居单位")


# The kinds that keep ledgers and answer the monthly review (月审月报).
ANSWERING_KINDS = (
    OrganisationKind.PARTY_BRANCH,
    OrganisationKind.GENERAL_BRANCH,
    OrganisationKind.PARTY_COMMITTEE,
)


class GuideState(TextChoices):
    """How a person stands with the guided first visit (跟着走一遍)."""

    OFFERED = "offered", _("没走过")
    GOING = "going", _("正在走")
    DONE = "done", _("走完了")
    LEFT = "left", _("不看了")


class Permission(StrEnum):
    """What a role may do; which rows it may do it to is a matter of scope."""

    LEDGER_VIEW = "ledger_view"
    LEDGER_EDIT = "ledger_edit"
    MEMBER_VIEW = "member_view"
    MEMBER_EDIT = "member_edit"
    REVIEW_TOWNSHIP = "review_township"
    REVIEW_DISTRICT = "review_district"
    OVERVIEW_VIEW = "overview_view"
    CIRCULAR_VIEW = "circular_view"
    CIRCULAR_DRAFT = "circular_draft"
    CIRCULAR_CHECK = "circular_check"
    CIRCULAR_SIGN = "circular_sign"
    CIRCULAR_RECEIVE = "circular_receive"
    RULE_EDIT = "rule_edit"
    ACCOUNT_MANAGE = "account_manage"
    CALENDAR_EDIT = "calendar_edit"
    SECURITY_VIEW = "security_view"
    HISTORY_VIEW = "history_view"
    INSPECTION_VIEW = "inspection_view"
    INSPECTION_PLAN = "inspection_plan"
    INSPECTION_VISIT = "inspection_visit"
    CADRE_VIEW = "cadre_view"
    CADRE_EDIT = "cadre_edit"
    CADRE_FILE = "cadre_file"
    VETTING_ANSWER = "vetting_answer"
    DUTY_VIEW = "duty_view"
    DUTY_EDIT = "duty_edit"
    DUTY_CHECK = "duty_check"
    ECONOMY_VIEW = "economy_view"
    ECONOMY_EDIT = "economy_edit"
    ECONOMY_REVIEW = "economy_review"
    ECONOMY_CHECK = "economy_check"
    FACILITY_VIEW = "facility_view"
    FACILITY_EDIT = "facility_edit"
    FACILITY_CHECK = "facility_check"
    FACILITY_VERIFY = "facility_verify"
    FACILITY_DECIDE = "facility_decide"
    ECONOMY_APPROVE = "economy_approve"
    BOTTLENECK_ANSWER = "bottleneck_answer"


class Role(TextChoices):
    """Codes kept in the database; what they mean is in ROLES."""

    SECRETARY = "secretary", _("村党支部书记")
    TOWNSHIP_REVIEWER = "township_reviewer", _("乡镇审查小组")
    TOWNSHIP_LEADER = "township_leader", _("乡镇党委书记")
    DISTRICT_REVIEWER = "district_reviewer", _("区委组织部复审员")
    DISTRICT_CHECKER = "district_checker", _("区委组织部核稿人")
    DISTRICT_LEAD = "district_lead", _("区委组织部签发人")
    STATION_INSPECTOR = "station_inspector", _("指导站督查员")
    LEADER = "leader", _("区领导")
    DEPARTMENT_OFFICER = "department_officer", _("联审部门经办人")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """A role: the level at which it is held, what it may do, and a sentence that explains it to its holder."""

    level: Level
    permissions: frozenset[Permission]
    description: str
    needs_second_factor: bool = False
    # The three administrators (三员) keep the installation running and see no Party data (GB/T 22239-2019); an officer
    # of a department sees the persons sent to that department and nothing else.
    sees_party_data: bool = True


P = Permission
ROLES: dict[str, RoleDefinition] = {
    Role.SECRETARY: RoleDefinition(
        Level.VILLAGE,
        frozenset(
            {
                P.LEDGER_VIEW,
                P.LEDGER_EDIT,
                P.MEMBER_VIEW,
                P.MEMBER_EDIT,
                P.CIRCULAR_VIEW,
                P.CIRCULAR_RECEIVE,
                P.INSPECTION_VIEW,
                P.CADRE_VIEW,
                P.DUTY_VIEW,
                P.DUTY_EDIT,
                P.ECONOMY_VIEW,
                P.ECONOMY_EDIT,
                P.FACILITY_VIEW,
                P.FACILITY_EDIT,
            }
        ),
        _("记录本支部每月的会议和活动，提交台账，改好退回的地方。"),
    ),
    Role.TOWNSHIP_REVIEWER: RoleDefinition(
        Level.TOWNSHIP,
        frozenset(
            {
                P.LEDGER_VIEW,
                P.MEMBER_VIEW,
                P.REVIEW_TOWNSHIP,
                P.OVERVIEW_VIEW,
                P.CIRCULAR_VIEW,
                P.CIRCULAR_RECEIVE,
                P.INSPECTION_VIEW,
                P.CADRE_VIEW,
                P.CADRE_EDIT,
                P.DUTY_VIEW,
                P.DUTY_CHECK,
                P.ECONOMY_VIEW,
                P.ECONOMY_REVIEW,
                P.ECONOMY_CHECK,
                P.FACILITY_VIEW,
                P.FACILITY_CHECK,
            }
        ),
        _("逐个审查本乡镇各支部的台账，通过或退回，再统一报送区委组织部。"),
    ),
    Role.TOWNSHIP_LEADER: RoleDefinition(
        Level.TOWNSHIP,
        frozenset(
            {
                P.LEDGER_VIEW,
                P.OVERVIEW_VIEW,
                P.CIRCULAR_VIEW,
                P.CIRCULAR_RECEIVE,
                P.INSPECTION_VIEW,
                P.CADRE_VIEW,
                P.DUTY_VIEW,
                P.ECONOMY_VIEW,
                P.FACILITY_VIEW,
            }
        ),
        _("掌握本乡镇月审进度，签收通报。"),
    ),
    Role.DISTRICT_REVIEWER: RoleDefinition(
        Level.COUNTY,
        frozenset(
            {
                P.LEDGER_VIEW,
                P.MEMBER_VIEW,
                P.REVIEW_DISTRICT,
                P.OVERVIEW_VIEW,
                P.CIRCULAR_VIEW,
                P.CIRCULAR_DRAFT,
                P.RULE_EDIT,
                P.INSPECTION_VIEW,
                P.INSPECTION_PLAN,
                P.CADRE_VIEW,
                P.CADRE_FILE,
                P.DUTY_VIEW,
                P.ECONOMY_VIEW,
                P.ECONOMY_REVIEW,
                P.FACILITY_VIEW,
                P.FACILITY_DECIDE,
                P.ECONOMY_APPROVE,
            }
        ),
        _("复审各乡镇报送的台账，起草通报；按文件修订本区的规则和办理时限。"),
        needs_second_factor=True,
    ),
    Role.DISTRICT_CHECKER: RoleDefinition(
        Level.COUNTY,
        frozenset({P.LEDGER_VIEW, P.OVERVIEW_VIEW, P.CIRCULAR_VIEW, P.CIRCULAR_CHECK, P.INSPECTION_VIEW}),
        _("核对通报文稿。"),
        needs_second_factor=True,
    ),
    Role.DISTRICT_LEAD: RoleDefinition(
        Level.COUNTY,
        frozenset(
            {
                P.LEDGER_VIEW,
                P.OVERVIEW_VIEW,
                P.CIRCULAR_VIEW,
                P.CIRCULAR_SIGN,
                P.INSPECTION_VIEW,
                P.CADRE_VIEW,
                P.CADRE_FILE,
                P.DUTY_VIEW,
                P.ECONOMY_VIEW,
                P.ECONOMY_REVIEW,
                P.FACILITY_VIEW,
                P.FACILITY_DECIDE,
                P.ECONOMY_APPROVE,
            }
        ),
        _("签发通报。"),
        needs_second_factor=True,
    ),
    Role.STATION_INSPECTOR: RoleDefinition(
        Level.COUNTY,
        frozenset(
            {
                P.LEDGER_VIEW,
                P.OVERVIEW_VIEW,
                P.CIRCULAR_VIEW,
                P.INSPECTION_VIEW,
                P.INSPECTION_VISIT,
                P.DUTY_VIEW,
                P.DUTY_CHECK,
                P.FACILITY_VIEW,
                P.FACILITY_VERIFY,
            }
        ),
        _("查看所联系乡镇各支部的台账，实地督查。"),
    ),
    Role.LEADER: RoleDefinition(
        Level.COUNTY,
        frozenset(
            {
                P.LEDGER_VIEW,
                P.OVERVIEW_VIEW,
                P.CIRCULAR_VIEW,
                P.INSPECTION_VIEW,
                P.CADRE_VIEW,
                P.DUTY_VIEW,
                P.ECONOMY_VIEW,
                P.FACILITY_VIEW,
            }
        ),
        _("查看全区进度和通报。"),
        needs_second_factor=True,
    ),
    Role.DEPARTMENT_OFFICER: RoleDefinition(
        Level.COUNTY,
        frozenset({P.VETTING_ANSWER, P.BOTTLENECK_ANSWER}),
        _("对送到本部门的村干部人选出具联审意见，办理交给本部门的政策瓶颈，只看得到送来的。"),
        needs_second_factor=True,
        sees_party_data=False,
    ),
    Role.SYSTEM_ADMIN: RoleDefinition(
        Level.COUNTY,
        frozenset({P.ACCOUNT_MANAGE, P.CALENDAR_EDIT}),
        _("管理账号、角色和节假日安排，不看业务数据。"),
        needs_second_factor=True,
        sees_party_data=False,
    ),
    Role.SECURITY_ADMIN: RoleDefinition(
        Level.COUNTY,
        frozenset({P.SECURITY_VIEW}),
        _("查看账号安全状况，不看业务数据。"),
        needs_second_factor=True,
        sees_party_data=False,
    ),
    Role.AUDIT_ADMIN: RoleDefinition(
        Level.COUNTY,
        frozenset({P.HISTORY_VIEW}),
        _("查看操作记录，不看业务数据。"),
        needs_second_factor=True,
        sees_party_data=False,
    ),
}

# Nobody holds two of these three (GB/T 22239-2019 8.1.7: separation of the administrators).
ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
