"""Invented people of the demo district: rolls of members, accounts, stations, roles."""

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from branches.enums import Level, Role
from branches.models import Department, GuidanceStation, Membership, Organisation, StationCoverage, User
from branches.services.people import membership_grant
from dashboards.demo import minutes
from ledgers.enums import Education, Gender, MemberCategory, MembershipState, Post
from ledgers.models import Member

PASSWORD = "demo-2026-demo"  # shown on the screen: everybody may know it
SINCE = dt.date(2020, 1, 1)
COMMITTEE_FROM = 7  # full members (中国共产党支部工作条例 第六章)
SHOWCASE = "高坪镇"  # i18n: data
COMMITTEE_POSTS = (Post.SECRETARY, Post.ORGANISATION, Post.DISCIPLINE, Post.PUBLICITY, Post.DEPUTY)
OFFICER_OF = "区公安局"  # i18n: data -- the department of the named officer
# Places in the showcase township, counted along its branches: what the named secretaries find (see play).
RETURNED, DRAFTED = 4, 7
# Further places there, of branches that hand in nothing for two months and are talked to (see talks).
TALKED_TO, CALLED_IN = 8, 9


@dataclass
class Cast:
    """The people of the demo by where they stand; ids of organisations are the keys."""

    district: Organisation
    townships: list[Organisation]
    branches: list[Organisation]
    secretaries: dict[int, User] = field(default_factory=dict)
    reviewers: dict[int, list[User]] = field(default_factory=dict)
    leaders: dict[int, User] = field(default_factory=dict)
    rolls: dict[int, list[Member]] = field(default_factory=dict)
    named: dict[str, User] = field(default_factory=dict)
    # By member: monthly dues in cents where they are no farmer's, and who has stopped paying (see demo.dues).
    dues: dict[int, int] = field(default_factory=dict)
    never_pays: set[int] = field(default_factory=set)

    @property
    def showcase(self) -> Organisation:
        return self.townships[0]

    def branches_of(self, township: Organisation) -> list[Organisation]:
        return [branch for branch in self.branches if branch.path.startswith(township.path)]


def cast_of(district: Organisation) -> Cast:
    """Return the places of the demo: the townships that have Party branches, the showcase first."""
    branches = list(Organisation.objects.filter(path__startswith=district.path).answering())
    parents = {branch.parent_path for branch in branches}
    townships = list(Organisation.objects.filter(level=Level.TOWNSHIP, path__in=parents))
    return Cast(district, sorted(townships, key=lambda unit: (unit.name != SHOWCASE, unit.path)), branches)


# --- Members ---------------------------------------------------------------------------------------------------
def rolls_fill(cast: Cast, draw: random.Random, today: dt.date) -> int:
    """Give every branch its roll and return how many members that makes."""
    members = [member for branch in cast.branches for member in roll_of(branch, draw, today)]
    Member.objects.bulk_create(members, batch_size=2000)
    for member in members:
        cast.rolls.setdefault(member.branch_id, []).append(member)
    return len(members)


def roll_of(branch: Organisation, draw: random.Random, today: dt.date) -> list[Member]:
    """Return an invented roll: eight to sixty members, the secretary first; one branch in ten is too small for a
    committee, the large ones have groups, some members live elsewhere, one or two are on probation."""
    is_small = draw.random() < 0.1
    size = draw.randint(8, 9) if is_small else round(draw.triangular(11, 60, 24))
    full = draw.randint(5, COMMITTEE_FROM - 1) if is_small else size - draw.choice((0, 0, 1, 1, 2))
    groups = minutes.GROUP_NAMES[: 3 if size >= 45 else 2] if size >= 34 else ()
    posts = posts_of(full, draw)
    members = []
    for name in names(size, draw):
        number = len(members)
        is_full = number < full
        member = member_of(branch, name, is_full, draw, today)
        member.post = posts[number] if number < len(posts) else ""
        member.group = groups[number % len(groups)] if groups else ""
        if not member.post and draw.random() < 0.12:
            member.away_to, member.occupation = draw.choice(minutes.TOWNS), "外出务工"  # i18n: data
        members.append(member)
    if size > 20 and draw.random() < 0.06:
        # Out of touch for more than half a year: the membership rests (党员教育管理工作条例 第二十四条).
        lost = next(member for member in reversed(members) if member.category == MemberCategory.FULL)
        lost.state, lost.lost_since = MembershipState.SUSPENDED, today - dt.timedelta(days=draw.randint(200, 500))
        lost.away_to = ""
    return members


def posts_of(full: int, draw: random.Random) -> Sequence[str]:
    """Return the posts of a branch: a committee of three to five from seven full members on, else a secretary."""
    if full < COMMITTEE_FROM:
        return COMMITTEE_POSTS[:1]
    return COMMITTEE_POSTS[: draw.choice((3, 3, 4, 5))]


def names(count: int, draw: random.Random) -> list[str]:
    """Return `count` different invented names; a village has a few families that most people belong to."""
    families = draw.sample(minutes.SURNAMES, 5)
    found: list[str] = []
    while len(found) < count:
        surname = draw.choice(families if draw.random() < 0.75 else minutes.SURNAMES)
        name = surname + draw.choice(minutes.WOMEN if draw.random() < 0.28 else minutes.MEN)
        if name not in found:
            found.append(name)
    return found


def member_of(branch: Organisation, name: str, is_full: bool, draw: random.Random, today: dt.date) -> Member:
    """Return a member without number and telephone: nothing in the demo may look like a real person's."""
    age = draw.randint(22, 35) if not is_full else round(draw.triangular(26, 84, 58))
    birth = today - dt.timedelta(days=age * 365 + draw.randrange(365))
    if is_full:
        joined_age = min(age - 2, draw.randint(20, 45))
        joined = birth + dt.timedelta(days=joined_age * 365 + 200)
        full_on = joined + dt.timedelta(days=366)
    else:
        joined, full_on = today - dt.timedelta(days=draw.randint(170, 340)), None
    return Member(
        branch=branch,
        name=name,
        gender=Gender.FEMALE if name[1:] in minutes.WOMEN else Gender.MALE,
        birth_date=birth,
        education=education_of(age, draw),
        category=MemberCategory.FULL if is_full else MemberCategory.PROBATIONARY,
        joined_on=joined,
        full_on=full_on,
        occupation=draw.choice(minutes.OCCUPATIONS),
        address=_("%(village)s%(n)d组") % {"village": branch.village_name, "n": draw.randint(1, 9)},
        is_demo=True,
    )


def education_of(age: int, draw: random.Random) -> str:
    if age > 60:
        return draw.choice((Education.PRIMARY, Education.MIDDLE_SCHOOL, Education.MIDDLE_SCHOOL))
    if age > 40:
        return draw.choice((Education.MIDDLE_SCHOOL, Education.HIGH_SCHOOL, Education.VOCATIONAL))
    return draw.choice((Education.HIGH_SCHOOL, Education.COLLEGE, Education.BACHELOR))


# --- Stations and accounts -------------------------------------------------------------------------------------
def stations_fill(cast: Cast) -> list[GuidanceStation]:
    """Make the five stations and share the townships out, neighbours together."""
    stations = GuidanceStation.objects.bulk_create(
        GuidanceStation(county=cast.district, code=f"Z{number}", name=minutes.STATION_NAME.format(word))
        for number, word in enumerate(minutes.STATIONS, 1)
    )
    townships = sorted(cast.townships, key=lambda unit: unit.path)
    StationCoverage.objects.bulk_create(
        StationCoverage(station=stations[index * len(stations) // len(townships)], township=township)
        for index, township in enumerate(townships)
    )
    return stations


def departments_fill(cast: Cast) -> list[Department]:
    """Make the departments that give their opinion on a cadre before the appointment, in the order of the form."""
    return Department.objects.bulk_create(
        Department(county=cast.district, name=name, position=position)
        for position, name in enumerate(minutes.DEPARTMENTS, 1)
    )


def accounts_fill(cast: Cast, stations: list[GuidanceStation], draw: random.Random, at: dt.datetime) -> int:
    """Give every branch a secretary, every township its reviewers and leader, and the district its roles.

    The named accounts get their roles through the service that checks them; the many are inserted in bulk. All have
    one password hash, because hashing five hundred times would take minutes.
    """
    hashed = make_password(PASSWORD)
    held: list[tuple[User, Organisation, str, GuidanceStation | None, Department | None]] = []

    def account(username: str, name: str, role: str, place: Organisation, station=None, department=None) -> User:
        user = User(username=username, display_name=f"{name}{minutes.DEMO_MARK}", password=hashed, is_demo=True)
        held.append((user, place, role, station, department))
        return user

    for branch in cast.branches:
        first = cast.rolls[branch.pk][0]
        cast.secretaries[branch.pk] = account(f"s{branch.code}", first.name, Role.SECRETARY, branch)
    for township in cast.townships:
        if township != cast.showcase:
            cast.reviewers[township.pk] = [
                account(f"r{township.code}-{number}", name, Role.TOWNSHIP_REVIEWER, township)
                for number, name in enumerate(names(3, draw), 1)
            ]
            leader = account(f"l{township.code}", names(1, draw)[0], Role.TOWNSHIP_LEADER, township)
            cast.leaders[township.pk] = leader
    for number, station in enumerate(stations[1:], 2):
        account(f"ducha{number}", names(1, draw)[0], Role.STATION_INSPECTOR, cast.district, station)
    for department in departments_fill(cast):
        if department.name != OFFICER_OF:
            name = minutes.OFFICER_NAME.format(department.position)
            account(
                f"lianshen{department.position}", name, Role.DEPARTMENT_OFFICER, cast.district, department=department
            )
    User.objects.bulk_create((user for user, *_rest in held), batch_size=500)
    Membership.objects.bulk_create(
        Membership(user=user, organisation=place, role=role, station=station, department=department, since=SINCE)
        for user, place, role, station, department in held
    )
    named_accounts_fill(cast, hashed, draw, at)
    return User.objects.filter(is_demo=True).count()


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the table that is shown at the end: what to sign in with, and what is waiting there."""

    username: str
    role: str
    waiting: str


def named_accounts() -> list[Account]:
    """Return the accounts that are shown: one for each role, with what its holder finds at the first sign-in."""
    return [
        Account("shuji", _("村党支部书记"), _("一份台账被退回，写明了原因，等着改")),
        Account("shencha1", _("乡镇审查小组"), _("本镇待审的台账，有的改过又报")),
        Account("shencha2", _("乡镇审查小组"), _("同上，两人同审一份时后到的会看到提示")),
        Account("shencha3", _("乡镇审查小组"), _("同上")),
        Account("zhenshuji", _("乡镇党委书记"), _("本镇进度，一份通报等签收")),
        Account("fushen", _("区委组织部复审员"), _("已报送的乡镇等着复审")),
        Account("hegao", _("区委组织部核稿人"), _("一份通报改过又送来，等着核稿")),
        Account("qianfa", _("区委组织部签发人"), _("一份通报核过稿，等着签发")),
        Account("ducha", _("指导站督查员"), _("所联系乡镇的台账")),
        Account("lingdao", _("区领导"), _("全区进度一张表")),
        Account("lianshen", _("联审部门经办人"), _("送到本部门的村干部人选等着出具意见")),
        Account("sysadmin", _("系统管理员"), _("账号和角色")),
        Account("secadmin", _("安全管理员"), _("账号安全状况")),
        Account("auditadmin", _("审计管理员"), _("操作记录")),
        Account("duojiao", _("村书记，又是别的乡镇的审查员"), _("右上角切换身份")),
    ]


def sign_in_choices() -> list[tuple[str, str]]:
    """Return role and username of the accounts that are shown, without asking the database: for the sign-in page."""
    return [(account.role, account.username) for account in named_accounts()]


def named_accounts_fill(cast: Cast, hashed: str, draw: random.Random, at: dt.datetime) -> None:
    """Make the accounts of `named_accounts` with their roles."""
    showcase, elsewhere = cast.showcase, cast.townships[min(2, len(cast.townships) - 1)]
    branches = cast.branches_of(showcase)
    places: dict[str, Iterable[tuple[str, Organisation, GuidanceStation | None]]] = {
        "shuji": [(Role.SECRETARY, branches[RETURNED], None)],
        "shencha1": [(Role.TOWNSHIP_REVIEWER, showcase, None)],
        "shencha2": [(Role.TOWNSHIP_REVIEWER, showcase, None)],
        "shencha3": [(Role.TOWNSHIP_REVIEWER, showcase, None)],
        "zhenshuji": [(Role.TOWNSHIP_LEADER, showcase, None)],
        "fushen": [(Role.DISTRICT_REVIEWER, cast.district, None)],
        "hegao": [(Role.DISTRICT_CHECKER, cast.district, None)],
        "qianfa": [(Role.DISTRICT_LEAD, cast.district, None)],
        "ducha": [(Role.STATION_INSPECTOR, cast.district, station_of(showcase))],
        "lingdao": [(Role.LEADER, cast.district, None)],
        "sysadmin": [(Role.SYSTEM_ADMIN, cast.district, None)],
        "secadmin": [(Role.SECURITY_ADMIN, cast.district, None)],
        "auditadmin": [(Role.AUDIT_ADMIN, cast.district, None)],
        "duojiao": [
            (Role.SECRETARY, branches[DRAFTED], None),
            (Role.TOWNSHIP_REVIEWER, elsewhere, None),
        ],
    }
    for username, roles in places.items():
        user = User.objects.create(
            username=username,
            display_name=f"{names(1, draw)[0]}{minutes.DEMO_MARK}",
            password=hashed,
            is_demo=True,
        )
        cast.named[username] = user
        for role, place, station in roles:
            membership_grant(user=user, organisation=place, role=role, since=SINCE, by=None, at=at, station=station)
    officer_fill(cast, hashed, at)
    cast.reviewers[showcase.pk] = [cast.named[f"shencha{number}"] for number in (1, 2, 3)]
    cast.leaders[showcase.pk] = cast.named["zhenshuji"]


def officer_fill(cast: Cast, hashed: str, at: dt.datetime) -> None:
    """Make the named officer of the joint review. The name is drawn from nothing: the others keep theirs."""
    name = f"{minutes.OFFICER_NAME.format('')}{minutes.DEMO_MARK}"
    user = User.objects.create(username="lianshen", display_name=name, password=hashed, is_demo=True)
    cast.named["lianshen"] = user
    membership_grant(
        user=user,
        organisation=cast.district,
        role=Role.DEPARTMENT_OFFICER,
        since=SINCE,
        by=None,
        at=at,
        department=Department.objects.get(county=cast.district, name=OFFICER_OF),
    )


def station_of(township: Organisation) -> GuidanceStation:
    return GuidanceStation.objects.get(coverage__township=township)
