"""People, places and months for tests: plain functions, each returns the row it made."""

import datetime as dt
import itertools
import uuid
from functools import cache
from io import BytesIO

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from audits import checklists
from audits.models import Checklist, ChecklistItem, Circular
from audits.services.circulars import circular_draft
from branches.enums import Level, OrganisationKind, Role
from branches.models import Department, GuidanceStation, Membership, Organisation, StationCoverage, User
from evidence.models import StoredFile
from evidence.services import file_store
from ledgers.enums import MeetingKind, MemberCategory, Post, VoteMethod
from ledgers.models import Ledger, Meeting, Member, Month
from ledgers.services.dues import DuesLine, dues_save
from ledgers.services.ledgers import ledger_confirm_roll, ledger_submit
from ledgers.services.meetings import meeting_save, meeting_start
from ledgers.services.months import month_open

PASSWORD = "a long enough password"
LONG_AGO = dt.date(2020, 1, 1)
OCTOBER = dt.date(2026, 10, 1)

_numbers = itertools.count(1)


@cache
def hashed_password() -> str:
    """The hash of PASSWORD, made once: a real one takes half a second by design."""
    return make_password(PASSWORD)


def local(text: str) -> dt.datetime:
    """Return the aware local moment written as 2026-11-02 09:00."""
    return timezone.make_aware(dt.datetime.strptime(text, "%Y-%m-%d %H:%M"))  # noqa: DTZ007 -- made aware here


NOW = local("2026-11-02 09:00")  # a Monday, one day before October's ledgers are due


def _node(parent: Organisation | None, **columns) -> Organisation:
    columns = {"active_from": LONG_AGO, "kind": OrganisationKind.DIVISION} | columns
    if parent is None:
        return Organisation.objects.add_root(columns)
    return Organisation.objects.add_child(Organisation.objects.get(pk=parent.pk), columns)


def make_district(name: str = "临川区", code: str = "361002") -> Organisation:
    """A county under its prefecture and province, which are made when they are not there yet."""
    province = Organisation.objects.filter(code=code[:2]).first() or _node(
        None, code=code[:2], name="江西省", level=Level.PROVINCE
    )
    prefecture = Organisation.objects.filter(code=code[:4]).first() or _node(
        province, code=code[:4], name="抚州市", level=Level.PREFECTURE
    )
    return _node(prefecture, code=code, name=name, level=Level.COUNTY, full_name=f"中共抚州市{name}委员会")


def make_township(district: Organisation, name: str = "高坪镇") -> Organisation:
    return _node(district, code=f"{district.code}{next(_numbers) % 900 + 100}", name=name, level=Level.TOWNSHIP)


def make_branch(township: Organisation, name: str = "马源村委会") -> Organisation:
    return _node(
        township,
        code=f"{township.code}{next(_numbers) % 800 + 200}",
        name=name,
        level=Level.VILLAGE,
        kind=OrganisationKind.PARTY_BRANCH,
        full_name=f"中共抚州市临川区高坪镇{name.removesuffix('委会')}支部委员会",
    )


def make_user(
    role: Role | str | None = None,
    organisation: Organisation | None = None,
    *,
    username: str | None = None,
    name: str = "",
    station: GuidanceStation | None = None,
    department: Department | None = None,
) -> User:
    """A person with a membership, when `role` is given."""
    # Failed sign-ins are counted by name in a cache that outlives the test.
    username = username or f"{role or 'nobody'}-{uuid.uuid4().hex[:8]}"
    user = User.objects.create(username=username, display_name=name or username, password=hashed_password())
    if role:
        grant(user, role, organisation, station=station, department=department)
    return user


def grant(user: User, role: Role | str, organisation: Organisation, station=None, department=None) -> Membership:
    return Membership.objects.create(
        user=user, organisation=organisation, role=role, since=LONG_AGO, station=station, department=department
    )


def make_station(district: Organisation, *townships: Organisation, name: str = "第一指导站") -> GuidanceStation:
    station = GuidanceStation.objects.create(county=district, code=f"S{next(_numbers)}", name=name)
    for township in townships:
        StationCoverage.objects.create(station=station, township=township)
    return station


def make_member(branch: Organisation, name: str = "", **columns) -> Member:
    number = next(_numbers)
    defaults = {
        "name": name or f"党员{number}",
        "gender": "1",
        "category": MemberCategory.FULL,
        "joined_on": dt.date(2001, 7, 1),
        "full_on": dt.date(2002, 7, 1),
    }
    if columns.get("category") == MemberCategory.PROBATIONARY:
        defaults["full_on"] = None
    return Member.objects.create(branch=branch, **(defaults | columns))


def make_roll(branch: Organisation, count: int = 8) -> list[Member]:
    """A roll of `count` full members, the first three on the committee."""
    posts = [Post.SECRETARY, Post.ORGANISATION, Post.DISCIPLINE]
    return [make_member(branch, post=posts[i] if i < len(posts) else "") for i in range(count)]


def make_checklist() -> Checklist:
    """The first audit form; the migration's own rows are gone after a test that flushes the database."""
    checklist, is_new = Checklist.objects.get_or_create(
        version=checklists.VERSION, defaults={"title": checklists.TITLE, "valid_from": checklists.VALID_FROM}
    )
    if is_new:
        ChecklistItem.objects.bulk_create(
            ChecklistItem(
                checklist=checklist,
                code=line.code,
                category=line.category,
                text=line.text,
                weight=line.weight,
                position=position,
            )
            for position, line in enumerate(checklists.LINES, start=1)
        )
    return checklist


def make_month(district: Organisation, month: dt.date = OCTOBER, at: dt.datetime | None = None) -> Month:
    """Open `month` for the district under the checklist in force."""
    checklist = make_checklist()
    opened = month_open(
        district=district,
        month=month,
        checklist_version=checklist.version,
        by=None,
        at=at or timezone.make_aware(dt.datetime.combine(month, dt.time(0, 5))),
    )
    return opened.month


def ledger_of(branch: Organisation, month: Month) -> Ledger:
    return Ledger.objects.select_related("branch", "township", "desk", "month__district").get(
        branch=branch, month=month
    )


def record_meeting(
    ledger: Ledger,
    by: User,
    kind: str = MeetingKind.THEME_DAY,
    *,
    day: int = 20,
    at: dt.datetime | None = None,
    **values,
) -> Meeting:
    """A whole record of a meeting on `day` of the ledger's month, written the same evening."""
    month = ledger.month.month
    starts = timezone.make_aware(dt.datetime.combine(month.replace(day=day), dt.time(15, 0)))
    at = at or starts + dt.timedelta(hours=4)
    host = Member.objects.filter(branch=ledger.branch_id).exclude(post="").order_by("pk").first()
    group = values.pop("group", "")
    meeting = meeting_start(ledger=ledger, kind=kind, key=uuid.uuid4(), by=by, at=at, group=group)
    written = {
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=1, minutes=30),
        "place": "村党群服务中心",
        "host": host,
        "recorder": host,
        "agenda": "学习《中国共产党支部工作条例》",
        "discussion": "与会党员逐人发言，结合本村实际谈了打算。",
        "resolutions": "按会议意见落实，下月检查。",
        "vote_method": VoteMethod.NONE,
    }
    return meeting_save(meeting=meeting, values=written | values, roll=[], version=meeting.version, by=by, at=at)


def fill_ledger(ledger: Ledger, by: User) -> Ledger:
    """Record all that the branch owes in an ordinary month, so that the pre-review finds nothing."""
    month = ledger.month.month
    evening = timezone.make_aware(dt.datetime.combine(month.replace(day=21), dt.time(9, 0)))
    record_meeting(ledger, by, MeetingKind.THEME_DAY, day=20)
    if ledger.full_members >= ledger.month.frozen_value("meetings.committee_from"):
        record_meeting(ledger, by, MeetingKind.COMMITTEE, day=8)
    for index, group in enumerate(ledger.groups):
        record_meeting(ledger, by, MeetingKind.GROUP, day=10 + index, group=group)
    if month.month % 3 == 0:
        record_meeting(ledger, by, MeetingKind.GENERAL, day=15)
        record_meeting(ledger, by, MeetingKind.LECTURE, day=16)
    if month.month == 12:
        fill_year(ledger, by, evening)
    ledger_confirm_roll(ledger=ledger, note="", by=by, at=evening)
    members = Member.objects.filter(branch=ledger.branch_id)
    dues_save(
        ledger=ledger,
        lines=[DuesLine(member.pk, 20, month.replace(day=20)) for member in members],
        by=by,
        at=evening,
    )
    return ledger


def fill_year(ledger: Ledger, by: User, at: dt.datetime) -> None:
    """Do what is owed once a year: 组织生活会, the appraisal, the talks. The lecture is the secretary's own already."""
    from tests.ledgers.organised_life_samples import report_appraisal, talk_round

    record_meeting(ledger, by, MeetingKind.LIFE, day=18)
    report_appraisal(ledger.branch, by, at, ledger.month.month.year)
    talk_round(ledger.branch, by, at)


def submit_ledger(ledger: Ledger, by: User, at: dt.datetime = NOW, note: str = "情况属实") -> Ledger:
    """Fill the ledger when it is empty, hand it in, and return it fresh."""
    if not ledger.meetings.exists():
        fill_ledger(ledger, by)
    ledger_submit(ledger=ledger, by=by, at=at, note=note)
    return ledger_of(ledger.branch, ledger.month)


def make_file(organisation: Organisation, by: User, name: str = "会议照片.jpg") -> StoredFile:
    """A small picture, stored as an upload is."""
    picture = BytesIO()
    shade = next(_numbers) % 200
    Image.new("RGB", (64, 48), (shade, 90, 90)).save(picture, "JPEG")
    upload = SimpleUploadedFile(name, picture.getvalue(), content_type="image/jpeg")
    return file_store(organisation=organisation, upload=upload, by=by, at=NOW)


def make_circular(district: "District") -> Circular:
    """A draft on the district's month, written after its ledgers locked."""
    return circular_draft(month=district.month, by=district.district_reviewer, at=local("2026-11-16 09:00"))


class District:
    """A small district with its people: two townships of two branches each, and October open.

    Attributes carry the names people use: `district.secretary` writes the ledger of `district.branch` in
    `district.township`, where `district.reviewer` reviews; `sibling` is the next branch, `other_*` stand in the
    other township.
    """

    def __init__(self, month: dt.date = OCTOBER, members: int = 8, code: str = "361002", name: str = "临川区") -> None:
        self.root = make_district(name, code)
        self.township = make_township(self.root, "高坪镇")
        self.other_township = make_township(self.root, "龙溪镇")
        self.branch = make_branch(self.township, "马源村委会")
        self.sibling = make_branch(self.township, "上聂村委会")
        self.other_branch = make_branch(self.other_township, "竹溪村委会")
        self.other_sibling = make_branch(self.other_township, "梅溪村委会")
        self.branches = [self.branch, self.sibling, self.other_branch, self.other_sibling]
        for branch in self.branches:
            make_roll(branch, members)
        self.station = make_station(self.root, self.township)
        self.secretary = make_user(Role.SECRETARY, self.branch, name="马书记")
        self.sibling_secretary = make_user(Role.SECRETARY, self.sibling, name="聂书记")
        self.other_secretary = make_user(Role.SECRETARY, self.other_branch, name="竹书记")
        self.other_sibling_secretary = make_user(Role.SECRETARY, self.other_sibling, name="梅书记")
        self.reviewer = make_user(Role.TOWNSHIP_REVIEWER, self.township, name="高干事")
        self.other_reviewer = make_user(Role.TOWNSHIP_REVIEWER, self.other_township, name="龙干事")
        self.township_leader = make_user(Role.TOWNSHIP_LEADER, self.township, name="高书记")
        self.district_reviewer = make_user(Role.DISTRICT_REVIEWER, self.root, name="复审员")
        self.checker = make_user(Role.DISTRICT_CHECKER, self.root, name="核稿人")
        self.lead = make_user(Role.DISTRICT_LEAD, self.root, name="签发人")
        self.inspector = make_user(Role.STATION_INSPECTOR, self.root, name="督查员", station=self.station)
        self.leader = make_user(Role.LEADER, self.root, name="区领导")
        self.department = Department.objects.create(county=self.root, name="区公安局", position=1)
        self.officer = make_user(Role.DEPARTMENT_OFFICER, self.root, name="经办人", department=self.department)
        self.system_admin = make_user(Role.SYSTEM_ADMIN, self.root, name="系统管理员")
        self.security_admin = make_user(Role.SECURITY_ADMIN, self.root, name="安全管理员")
        self.audit_admin = make_user(Role.AUDIT_ADMIN, self.root, name="审计管理员")
        self.month = make_month(self.root, month)

    def ledger(self, branch: Organisation | None = None) -> Ledger:
        return ledger_of(branch or self.branch, self.month)

    def secretary_of(self, branch: Organisation) -> User:
        return Membership.objects.get(role=Role.SECRETARY, organisation=branch).user

    def submitted(self, branch: Organisation | None = None, at: dt.datetime = NOW) -> Ledger:
        """The branch's ledger, filled and handed in."""
        branch = branch or self.branch
        return submit_ledger(self.ledger(branch), self.secretary_of(branch), at)
