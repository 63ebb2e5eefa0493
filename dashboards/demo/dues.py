"""Invented dues standards for the demo district, so that not everybody there is a farmer."""

# i18n: data file

import datetime as dt

from dashboards.demo.people import Cast
from dashboards.demo.timeline import at_time
from ledgers.enums import MembershipState
from ledgers.enums.dues import WITH_APPROVAL, DuesCategory
from ledgers.models import DuesStandard, Member

FARMERS = (20, 20, 50, 100)  # cents a month: the district's figure, and more by those who want to give more
# What the members at these places of the first showcase branches live on: category, monthly income or amount in cents.
SPECIAL = (
    ("教师", DuesCategory.WAGE, 4_860_00),
    ("退休干部", DuesCategory.RETIRED, 6_240_00),
    ("在校学生", DuesCategory.RELIEF, None),
    ("务农", DuesCategory.REDUCED, 10),
)
SHOWN = 3  # branches of the showcase township that have them
EXEMPTED_IN = 1  # the one of these with a member who is exempted, and with one who has stopped paying


def standards_fill(cast: Cast, first_month: dt.date) -> int:
    """Give pensioners and doctors their standard everywhere, and the first showcase branches one of each category.

    All hold from `first_month` on. Returns how many standards that makes; `cast.dues` gets what differs from a farmer's
    dues, in cents by member.
    """
    at = at_time(first_month, 8)
    found = []

    def add(member: Member, category: str, cents: int | None) -> None:
        standard = DuesStandard(
            member=member, category=category, valid_from=first_month, by=cast.secretaries[member.branch_id], at=at
        )
        if category in WITH_APPROVAL:
            standard.fixed_cents = cents
            standard.approved_by, standard.approved_on = "高坪镇党委", first_month - dt.timedelta(days=20)
            standard.approval_document = "关于同意减免党费的批复"
            cast.dues[member.pk] = cents
        elif category != DuesCategory.RELIEF:
            standard.base_cents = cents
            # The brackets that these incomes fall in: up to 3000, 5000, above that for pensioners.
            per_mille = 10 if cents > 3_000_00 else 5
            cast.dues[member.pk] = cents * per_mille // 1000
        else:
            cast.dues[member.pk] = 20
        found.append(standard)

    shown = cast.branches_of(cast.showcase)[:SHOWN]
    special = set()
    for number, branch in enumerate(shown):
        plain = [member for member in cast.rolls[branch.pk] if _is_plain(member)]
        for member, (occupation, category, cents) in zip(plain, SPECIAL, strict=False):
            member.occupation = occupation
            special.add(member)
            add(member, category, cents)
        if number == EXEMPTED_IN and len(plain) > len(SPECIAL) + 1:
            add(plain[len(SPECIAL)], DuesCategory.EXEMPT, 0)
            special.add(plain[len(SPECIAL)])
            cast.never_pays.add(plain[len(SPECIAL) + 1].pk)
    Member.objects.bulk_update(special, ["occupation"])
    for members in cast.rolls.values():
        for member in members:
            if member not in special and member.occupation == "退休":
                add(member, DuesCategory.RETIRED, 2_000_00 + member.pk % 5 * 240_00)
            elif member not in special and member.occupation == "乡村医生":
                add(member, DuesCategory.WAGE, 2_000_00 + member.pk % 5 * 200_00)
    DuesStandard.objects.bulk_create(found, batch_size=2000)
    return len(found)


def _is_plain(member: Member) -> bool:
    return member.state == MembershipState.NORMAL and not member.post and not member.away_to and bool(member.full_on)


def monthly_cents(cast: Cast, member: Member) -> int:
    """Return what a member of the demo pays a month in cents, 0 for nothing."""
    if member.pk in cast.never_pays:
        return 0
    return cast.dues.get(member.pk, FARMERS[member.pk % len(FARMERS)])
