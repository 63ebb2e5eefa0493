"""The manual (操作手册): for each role what to do, in the order in which the work comes.

Words in “” are what stands on a button, a link or in the navigation. A test looks every one of them up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from branches.enums import Role

FOLDER = "img/manual"


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen as the role sees it; `make manual-pictures` takes it. `alt` says what is to be seen on it."""

    name: str
    alt: str
    is_phone: bool = False

    @property
    def width(self) -> int:
        return 360 if self.is_phone else 1024

    @property
    def height(self) -> int:
        return 640 if self.is_phone else 608

    @property
    def address(self) -> str:
        return f"{FOLDER}/{self.name}.webp"

    @property
    def file(self) -> Path:
        return settings.BASE_DIR / "static" / self.address


@dataclass(frozen=True, slots=True)
class Chapter:
    """A task: its steps, the address of the page where it begins, and how that looks."""

    title: str
    address: str
    steps: Sequence[str]
    pictures: Sequence[Picture] = ()


MONTH = Chapter(
    _("每月：记台账、提交"),
    "ledgers:month-current",
    (
        _("打开“本月”，最上面写着还差什么、哪里被退回。"),
        _("点“记一次会议或活动”，选会议种类。时间、地点、议程会带出上次的格式，签到表已经填好，只点没来的人。"),
        _("照片一张一张传，断网、切出去都不要紧，回来接着传。"),
        _("点“核对名册”，没有变化就点“名册没错，已核对”。"),
        _("都好了点“检查并提交”。有提示的看一看，能改的改，不能改的写明原因，审查的人看得到。"),
        _("提交以后有一个凭据码，截图留好。过了锁定时间要补，点“申请补报”说明原因。"),
    ),
    (Picture("record", _("手机上的签到表：名单已经填好，默认都到会，没来的点一下。"), is_phone=True),),
)
MENDING = Chapter(
    _("被退回了怎么办"),
    "ledgers:month-current",
    (
        _("“本月”最上面有退回的原因，点“去修改”直接到要改的地方。"),
        _("只改退回的地方，别的不用动。改完再点“检查并提交”。"),
        _("改好的期限写在同一行，过了期限就锁定。"),
    ),
    (Picture("month", _("手机上的本月页面：最上面是被退回的原因和改好的期限，下面是检查并提交。"), is_phone=True),),
)
WORK = Chapter(
    _("支部的其他工作"),
    "ledgers:work",
    (
        _("“支部工作”里有党费、发展党员、组织关系、三务公开、四议两公开、民主评议。"),
        _("村里的大事点“提出四议两公开事项”，一步一步办；没办完，乡镇不能审批，也不能拨钱。"),
        _("党员有变化，在“党员”里改；人多就用表格导入，导入前每一格都会检查。"),
    ),
)
VILLAGE = Chapter(
    _("本村：阵地、收入、值班"),
    "dashboards:village-own",
    (
        _("“本村”一页看四项工作：台账、阵地、收入、干部，红字的要办。"),
        _("“阵地”里一项一项自查六有，每项一张照片，查完点“查完了”。"),
        _("“集体经济”里记收入和支出，每一笔有凭证；年底结账，审定以后不能再改。"),
        _("“值班”里排好下个月的班并公布，365天每天都要有人。"),
    ),
    (Picture("village", _("手机上的本村页面：四项工作各一张卡片，写着做到哪里、还差什么。"), is_phone=True),),
)
REVIEW = Chapter(
    _("审查本月台账"),
    "audits:queue-current",
    (
        _("打开“月审”，左边是等着审的支部。点第一个：左边是记录，右边是审查表。"),
        _("没有问题按 P 通过，自动到下一个；有问题按 R 退回，选原因，写清楚改哪里。J、K 上下换，按问号看全部按键。"),
        _("改过又报来的，只看改了的地方，旁边有对照。"),
        _("都审完了点“统一报送”，区里才看得到。"),
    ),
    (Picture("review", _("审查页面：左边是支部名单，中间是支部报来的记录，右边是审查表。")),),
)
CALLING = Chapter(
    _("催报和帮助"),
    "dashboards:cockpit",
    (
        _("“总览”的“今天要定的事”说还有什么等着您。"),
        _("“月审进度”里点“谁还差什么”，一个支部一行，电话可以直接拨。"),
        _("“月审汇总表”按纸质表格排好，A3 打印，签字存档。"),
    ),
    (Picture("owed", _("谁还差什么：一个支部一行，写着还差哪几项、该联系谁。")),),
)
TOWNSHIP_WORK = Chapter(
    _("乡镇管的其他事"),
    "cadres:village-list",
    (
        _("“村干部”：岗位、档案、任免备案、报酬、考核。任免先点“新建备案”，联审和备案审核没完不能发文。"),
        _("“阵地”：检查各村六有，不达标的建项目限期清零。"),
        _("“集体经济”：审定各村年度账，审核项目和拨付。四议两公开没办完的，系统会说缺哪一步。"),
        _("“问题”：区里下发的问题，督促村里按期整改，初验后报区里销号。"),
    ),
)
RECEIVING = Chapter(
    _("签收通报"),
    "audits:circular-list",
    (_("“通报”里有新通报，看完点“签收”。"), _("通报上的二维码和核验码可以查真伪。")),
)
OVERVIEW = Chapter(
    _("看全区"),
    "dashboards:cockpit",
    (
        _("“总览”是四项工作：台账、阵地、增收、干部，走到哪一步、什么时候要做到。"),
        _("上面可以换月份、和另一个月比、只看一个乡镇。每个数、每个图都能点开名单；“这些数怎么算”说明口径。"),
        _("“大屏”放在会议室，五分钟自己更新一次。"),
        _("电脑右上角的放大镜，手机“我的”里的“查找”，可以查村、人、事项、会议记录和通报，打拼音首字母也行。"),
    ),
    (Picture("cockpit", _("总览：上面是四项工作做到哪里，中间是今天要定的事，下面是图表。")),),
)
REREVIEW = Chapter(
    _("复审和抽样"),
    "audits:queue-current",
    (
        _("“月审复审”里是乡镇报来的台账，同意按 P，不同意写明差在哪里。两级的结论都留着。"),
        _("“抽样复审”按公布的种子抽，抽完就定了，谁都能按种子重算。"),
    ),
)
CIRCULAR = Chapter(
    _("写通报"),
    "audits:circular-list",
    (
        _("“月审进度”里点“起草通报”，数字和名单已经填好，改文字。"),
        _("送核稿人核，再送签发人签发；签发时才给文号。发出以后要改，只能发更正。"),
    ),
    (Picture("circular", _("通报草稿：正文已经写好，上面是送核稿和修改的按钮。")),),
)
RULES = Chapter(
    _("规则和期限"),
    "ledgers:rule-list",
    (
        _("“规则”里每个数都有依据。本区可以自己定的，改了从以后的日子起算，不动以前的。"),
        _("“日程”里看全年的截止时间和节假日，可以放进手机日历。"),
    ),
)
CHECKING = Chapter(
    _("核稿、签发"),
    "audits:circular-list",
    (
        _("“通报”里等着您的排在最前面。每个数字都能点开核对。"),
        _("有问题退回去并说明；没有问题就往下走。同一个人不能又核又签。"),
    ),
)
INSPECTING = Chapter(
    _("实地抽查"),
    "audits:inspection-list",
    (
        _("名单早上六点才打开，谁都不能提前知道。"),
        _("到村后打开“抽查”，照清单一项一项打勾、拍照，村里的人在手机上签字。"),
        _("查出的问题自动进问题清单，和两级的案头结论放在一起比。"),
    ),
    (Picture("visit", _("手机上的一次抽查：谁去的、几点到、几点走，一项一项查得怎样。"), is_phone=True),),
)
VETTING = Chapter(
    _("出具意见"),
    "cadres:opinion-list",
    (
        _("“联审”里是送到本部门的人选，只看得到这些。"),
        _("查完填意见，点“提交意见”。到期没出意见，系统会提醒您和区委组织部。"),
    ),
    (Picture("opinion", _("出具意见的页面：人选的情况和填写意见的表。")),),
)
BOTTLENECK = Chapter(
    _("政策瓶颈"),
    "economy:bottleneck-list",
    (_("“政策瓶颈”里是请本部门牵头办的事，写明办理结果；村里会评价满不满意。"),),
)
ACCOUNTS = Chapter(
    _("账号和角色"),
    "branches:account-list",
    (_("“账号”里看谁在哪里担任什么角色。您看不到党务数据。"),),
)
SECURITY = Chapter(
    _("账号安全"),
    "branches:security",
    (_("“账号安全”里看区级角色有没有设动态口令。"),),
)
HISTORY = Chapter(
    _("操作记录"),
    "branches:history",
    (
        _("“操作记录”里看谁在什么时候用什么身份改了哪张表。"),
        _("“查看记录”里看谁为什么打开了身份证号这样的信息。"),
    ),
)

MANUAL: dict[str, tuple[Chapter, ...]] = {
    Role.SECRETARY: (MONTH, MENDING, WORK, VILLAGE, RECEIVING),
    Role.TOWNSHIP_REVIEWER: (REVIEW, CALLING, TOWNSHIP_WORK, RECEIVING),
    Role.TOWNSHIP_LEADER: (OVERVIEW, RECEIVING),
    Role.DISTRICT_REVIEWER: (OVERVIEW, REREVIEW, CIRCULAR, RULES),
    Role.DISTRICT_CHECKER: (CHECKING, OVERVIEW),
    Role.DISTRICT_LEAD: (CHECKING, OVERVIEW),
    Role.STATION_INSPECTOR: (INSPECTING, OVERVIEW),
    Role.LEADER: (OVERVIEW,),
    Role.DEPARTMENT_OFFICER: (VETTING, BOTTLENECK),
    Role.SYSTEM_ADMIN: (ACCOUNTS,),
    Role.SECURITY_ADMIN: (SECURITY,),
    Role.AUDIT_ADMIN: (HISTORY,),
}
