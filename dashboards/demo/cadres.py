"""Invented village cadres: the committees of every village, their terms, some lines of their files."""

# i18n: data file

import datetime as dt
import random
from collections import Counter

from branches.models import Organisation
from cadres.enums import Basis, Body, EndReason, EntryKind, PoliticalStatus, PostKind, Relation
from cadres.models import Cadre, FileEntry, Kinship, Seats, Tenure, Term
from cadres.posts import BY_KIND
from config.lib.months import years_later
from dashboards.demo.people import RETURNED, Cast, member_of, names
from dashboards.demo.timeline import at_time
from ledgers.enums import Post
from ledgers.models import Member

K = PostKind
ELECTED = (dt.date(2021, 1, 12), dt.date(2026, 1, 15))  # the elections before and now
NUMBERS = {Body.PARTY: 12, Body.COMMITTEE: 11}
# From the committee of the roll to the post in the village.
FROM_ROLL = {
    Post.SECRETARY: K.PARTY_SECRETARY,
    Post.DEPUTY: K.PARTY_DEPUTY,
    Post.ORGANISATION: K.PARTY_MEMBER,
    Post.DISCIPLINE: K.PARTY_MEMBER,
    Post.PUBLICITY: K.PARTY_MEMBER,
}
# What a member of the Party committee often holds besides (交叉任职), in how many villages of ten.
CROSSED = {
    Post.ORGANISATION: (K.DEPUTY_DIRECTOR, 5),
    Post.DISCIPLINE: (K.SUPERVISION_HEAD, 8),
    Post.PUBLICITY: (K.COMMITTEE_MEMBER, 6),
}
LARGE = 3  # 委员 of a village committee of five
COURSES = ("村党组织书记集中轮训", "基层治理能力提升班", "农村集体资产管理业务培训", "乡村振兴实用技术培训")
HONOURS = ("优秀共产党员", "优秀村干部", "防汛救灾先进个人")


def cadres_fill(cast: Cast, draw: random.Random, today: dt.date) -> int:
    """Give every village its cadres with posts and terms, and return how many that makes."""
    by = {
        township.path: cast.reviewers[township.pk][0] for township in cast.townships if cast.reviewers.get(township.pk)
    }
    cadres: list[Cadre] = []
    plan: list[tuple[Cadre, str, dt.date]] = []
    for branch in cast.branches:
        made, posts = _village(cast, branch, draw, today)
        cadres += made
        plan += posts
    Cadre.objects.bulk_create(cadres, batch_size=1000)
    at = at_time(ELECTED[1] + dt.timedelta(days=20), 9)
    Tenure.objects.bulk_create(
        (
            Tenure(
                organisation_id=cadre.organisation_id,
                cadre=cadre,
                kind=kind,
                since=since,
                basis=Basis.CENSUS,
                by=by.get(cadre.organisation.parent_path),
                at=at,
            )
            for cadre, kind, since in plan
        ),
        batch_size=1000,
    )
    _seats(cast, plan)
    _terms(cast)
    _entries(cadres, draw, today)
    _showcase(cast, today)
    return len(cadres)


def _village(
    cast: Cast, branch: Organisation, draw: random.Random, today: dt.date
) -> tuple[list[Cadre], list[tuple[Cadre, str, dt.date]]]:
    """Return a village's people and who holds what since when."""
    cadres, plan = [], []
    roll = {member.post: member for member in cast.rolls[branch.pk] if member.post in FROM_ROLL}

    def person(member: Member, user=None) -> Cadre:
        cadre = Cadre(
            organisation=branch,
            user=user,
            member=member if member.pk else None,
            name=member.name,
            gender=member.gender,
            birth_date=min(member.birth_date, years_later(today, -24)),
            native_place="江西临川",
            education=member.education,
            political_status=PoliticalStatus.MEMBER if member.pk else PoliticalStatus.MASSES,
            joined_on=member.joined_on if member.pk and member.joined_on > member.birth_date else None,
            is_demo=True,
        )
        cadres.append(cadre)
        return cadre

    def hold(cadre: Cadre, kind: str) -> None:
        plan.append((cadre, kind, draw.choice(ELECTED)))

    for post, member in roll.items():
        chief = post == Post.SECRETARY
        cadre = person(member, cast.secretaries.get(branch.pk) if chief and branch.pk in cast.secretaries else None)
        hold(cadre, FROM_ROLL[post])
        if chief and draw.random() < 0.7:
            hold(cadre, K.DIRECTOR)
            if draw.random() < 0.8:
                hold(cadre, K.ECONOMY_HEAD)
        other, of_ten = CROSSED.get(post, ("", 0))
        if draw.random() * 10 < of_ten:
            hold(cadre, other)
    taken = {cadre.name for cadre in cadres}
    held = {kind for _cadre, kind, _since in plan}
    singles = (K.DIRECTOR, K.DEPUTY_DIRECTOR, K.COMMITTEE_MEMBER, K.SUPERVISION_HEAD, K.ECONOMY_HEAD)
    wanted = [kind for kind in singles if kind not in held] + [K.SUPERVISION_MEMBER] * 2
    others = [name for name in names(len(wanted) + 3, draw) if name not in taken]
    for name, kind in zip(others, wanted, strict=False):
        if draw.random() < 0.06:
            continue  # vacant
        member = member_of(branch, name, True, draw, today)
        hold(person(member), kind)
    return cadres, plan


def _seats(cast: Cast, plan: list[tuple[Cadre, str, dt.date]]) -> None:
    """Give the Party committees as many seats as the roll has members of them; a small branch has only a secretary.

    The showcase elected larger village committees: there is room for those whose appointment is going on.
    """
    held = Counter((cadre.organisation_id, kind) for cadre, kind, _since in plan)
    wanted = [
        (branch, kind, held[branch.pk, kind])
        for branch in cast.branches
        for kind in (K.PARTY_DEPUTY, K.PARTY_MEMBER)
        if held[branch.pk, kind] != BY_KIND[kind].seats
    ]
    wanted += [(branch, K.COMMITTEE_MEMBER, LARGE) for branch in cast.branches_of(cast.showcase)]
    Seats.objects.bulk_create(
        (Seats(organisation=branch, kind=kind, seats=number) for branch, kind, number in wanted), batch_size=1000
    )


def _terms(cast: Cast) -> None:
    Term.objects.bulk_create(
        (
            Term(
                organisation=branch,
                body=body,
                number=number,
                since=ELECTED[1],
                until=years_later(ELECTED[1], 5),
                handed_over_on=None if index % 37 == 5 else ELECTED[1] + dt.timedelta(days=index % 9),
            )
            for index, branch in enumerate(cast.branches)
            for body, number in NUMBERS.items()
        ),
        batch_size=1000,
    )


def _entries(cadres: list[Cadre], draw: random.Random, today: dt.date) -> None:
    at = at_time(today - dt.timedelta(days=90), 10)
    lines = []
    for cadre in cadres:
        if draw.random() < 0.5:
            day = today - dt.timedelta(days=draw.randint(100, 1500))
            lines.append(
                FileEntry(
                    cadre=cadre,
                    kind=EntryKind.TRAINING,
                    since=day,
                    until=day + dt.timedelta(days=draw.randint(1, 4)),
                    title=draw.choice(COURSES),
                    organ="区委党校",
                    at=at,
                )
            )
        if draw.random() < 0.15:
            day = dt.date(today.year - draw.randint(1, 4), 7, 1)
            lines.append(
                FileEntry(
                    cadre=cadre, kind=EntryKind.HONOUR, since=day, title=draw.choice(HONOURS), organ="镇党委", at=at
                )
            )
    FileEntry.objects.bulk_create(lines, batch_size=1000)


def _showcase(cast: Cast, today: dt.date) -> None:
    """In the showcase: two relatives in one village, a post free for long, one that was left lately."""
    villages, by = cast.branches_of(cast.showcase), cast.reviewers[cast.showcase.pk][0]
    at = at_time(today - dt.timedelta(days=30), 15)
    related = list(Cadre.objects.filter(organisation=villages[1], tenures__until=None).distinct().order_by("pk")[:2])
    if len(related) == 2:
        Kinship.objects.create(first=related[0], second=related[1], relation=Relation.IN_LAW, by=by, at=at)
    for number, days in ((2, 140), (RETURNED, 25)):
        held = Tenure.objects.filter(organisation=villages[number], kind=K.COMMITTEE_MEMBER, until=None).first()
        if held:
            held.until, held.end_reason = today - dt.timedelta(days=days), EndReason.RESIGNED
            held.end_note = "随子女迁居外地"
            held.save()
