"""Talent in the demo: honours of secretaries, the register, one finished round of selection and one that runs."""

# i18n: data file

import datetime as dt
import random
import uuid
from decimal import Decimal

from branches.models import Organisation
from cadres.enums import PostKind
from cadres.enums.talent import ApplicationAction, HonourLevel, RoundAction, TalentCategory
from cadres.models import Cadre, SelectionApplication, SelectionRound, Talent, Tenure
from cadres.selectors.talent import conditions_for
from cadres.services.talent import (
    application_enter,
    application_move,
    honour_add,
    round_move,
    round_open,
    talent_add,
)
from dashboards.demo.people import Cast, names
from dashboards.demo.timeline import at_time

A = ApplicationAction
HONOURED = 14  # secretaries, one in each township as far as they go
# What the others of the register are by.
OTHERS = (
    (TalentCategory.STAFF, "农业综合服务中心", "事业单位聘用合同"),
    (TalentCategory.GRADUATE, "党政办", "选调生分配文件"),
    (TalentCategory.FIRST_SECRETARY, "驻村第一书记", "派驻文件"),
    (TalentCategory.TASK_FORCE, "驻村工作队", "派驻文件"),
)
TITLE = "从五方面人员中选拔乡镇领导班子成员"
PLACES = 3
OTHERS_COUNT = 8  # half of them apply in the finished round, half in the one that runs


class _Office:
    """Plays the townships and the district through the services, each act on its day."""

    def __init__(self, cast: Cast, draw: random.Random, at: dt.datetime) -> None:
        self.cast, self.draw, self.at = cast, draw, at
        self.district = cast.named["fushen"]
        self.townships = [each for each in cast.townships if cast.reviewers.get(each.pk)]

    def township_of(self, talent: Talent) -> Organisation:
        return next(each for each in self.townships if talent.organisation.path.startswith(each.path))

    def by(self, township: Organisation):
        return self.cast.reviewers[township.pk][0]

    def honoured(self, today: dt.date) -> list[Talent]:
        """Honour a secretary of many townships and put them on the register; those of long standing first."""
        found = []
        held = Tenure.objects.on(dt.date(today.year - 1, 12, 31)).filter(kind=PostKind.PARTY_SECRETARY)
        for township in self.townships[:HONOURED]:
            own = held.filter(organisation__path__startswith=township.path)
            tenure = own.exclude(cadre__education="").select_related("cadre__organisation").order_by("since").first()
            if tenure is None:
                continue
            cadre: Cadre = tenure.cadre
            level = self.draw.choice((HonourLevel.TOWNSHIP, HonourLevel.COUNTY, HonourLevel.COUNTY, HonourLevel.CITY))
            year = today.year - 1
            values = {"level": level, "year": year, "title": "优秀村党组织书记", "honoured_on": dt.date(year, 7, 1)}
            organ = {HonourLevel.TOWNSHIP: f"{township.name}党委", HonourLevel.CITY: "中共抚州市委"}
            values["organ"] = organ.get(level, "中共临川区委")
            if tenure.since > values["honoured_on"]:
                continue
            honour = honour_add(cadre=cadre, values=values, by=self.by(township), at=self.at)
            entered = {
                "category": TalentCategory.SECRETARY,
                "honour": honour,
                "unit": f"{cadre.organisation.village_name}党组织书记",
                "since": honour.honoured_on,
                "evidence": f"{honour.organ}表彰决定",
            }
            found.append(talent_add(organisation=cadre.organisation, values=entered, by=self.by(township), at=self.at))
        return found

    def others(self, today: dt.date) -> list[Talent]:
        found = []
        for number, name in enumerate(names(OTHERS_COUNT, self.draw)):
            township = self.townships[number % len(self.townships)]
            category, unit, evidence = OTHERS[number % len(OTHERS)]
            values = {
                "category": category,
                "name": name,
                "birth_date": today - dt.timedelta(days=365 * self.draw.randint(28, 42)),
                "education": "20",
                "unit": f"{township.name}{unit}",
                "since": today - dt.timedelta(days=800),
                "evidence": evidence,
            }
            found.append(talent_add(organisation=township, values=values, by=self.by(township), at=self.at))
        return found

    def open(self, day: dt.date, until: dt.date, title: str) -> SelectionRound:
        values = {
            "year": day.year,
            "title": title,
            "places": PLACES,
            "categories": list(TalentCategory.values),
            "apply_until": until,
            "education_least": "30",
            "honour_least": HonourLevel.COUNTY,
        }
        return round_open(
            district=self.cast.district, values=values, key=uuid.uuid4(), by=self.district, at=at_time(day, 9)
        )

    def apply(self, round_: SelectionRound, talent: Talent, day: dt.date) -> SelectionApplication:
        return application_enter(
            round_=round_,
            talent=talent,
            statement="政治素质好，熟悉农村工作，群众认可。",
            by=self.by(self.township_of(talent)),
            at=at_time(day, 10),
        )

    def step(self, application: SelectionApplication, action: str, day: dt.date, **values) -> None:
        application_move(application=application, action=action, values=values, by=self.district, at=at_time(day, 15))

    def move(self, round_: SelectionRound, action: str, day: dt.date) -> SelectionRound:
        return round_move(round_=round_, action=action, by=self.district, at=at_time(day, 16))

    def finished(self, talents: list[Talent], day: dt.date) -> None:
        """Play a round from the first application on `day` to its end."""

        def later(days: int) -> dt.date:
            return day + dt.timedelta(days=days)

        round_ = self.open(day, later(15), TITLE)
        applications = []
        for talent in talents:
            application = self.apply(round_, talent, later(3))
            if all(each.is_met for each in conditions_for(talent, round_)):
                self.step(application, A.ACCEPT, later(10))
                applications.append(application)
            else:
                self.step(application, A.REJECT, later(10), reason="有条件不符合")
        self.move(round_, RoundAction.CLOSE, later(16))
        for number, application in enumerate(applications):
            self.step(application, A.SCORE, later(25), score=Decimal("88.5") - 4 * number)
        chosen = applications[:PLACES]
        for application in chosen:
            self.step(application, A.INSPECT, later(40), inspected_on=later(38), inspection="民主测评和谈话反映良好。")
            self.step(application, A.PROPOSE, later(42))
        until = self.move(round_, RoundAction.PUBLISH, later(45)).notice_until
        after = until + dt.timedelta(days=2)
        for number, application in enumerate(chosen):
            to = self.townships[(number + 1) % len(self.townships)]
            self.step(application, A.SELECT, after, to_township=to, from_on=after + dt.timedelta(days=10))
        self.move(round_, RoundAction.FINISH, after)

    def running(self, talents: list[Talent], today: dt.date) -> None:
        """Open a round that still takes applications: some are judged, some wait."""
        round_ = self.open(today - dt.timedelta(days=12), today + dt.timedelta(days=8), f"{TITLE}（第二批）")
        for number, talent in enumerate(talents):
            application = self.apply(round_, talent, today - dt.timedelta(days=6))
            if number % 2 == 0 and all(each.is_met for each in conditions_for(talent, round_)):
                self.step(application, A.ACCEPT, today - dt.timedelta(days=2))


def cadres_talent_fill(cast: Cast, today: dt.date, at: dt.datetime, draw: random.Random) -> int:
    """Fill register and rounds and return how many people stand on the register; nothing where nobody holds a post."""
    if not Tenure.objects.exists():
        return 0
    office = _Office(cast, draw, at)
    secretaries, others = office.honoured(today), office.others(today)
    office.finished([*others[:4], *secretaries[:4]], today - dt.timedelta(days=300))
    office.running([*others[4:], *secretaries[4:9]], today)
    return len(secretaries) + len(others)
