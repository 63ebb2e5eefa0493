"""Find cadres among five thousand by name, pinyin initials or post, against the same page by primary key."""

import datetime as dt

from django.db import connection
from django.utils import timezone

from branches.models import Organisation
from cadres.enums import Basis, PostKind
from cadres.models import Cadre, Tenure
from cadres.selectors.search import PAGE_SIZE, cadres_found, page_of
from scripts.bench.clock import Cost, cost_of
from scripts.bench.rows import Row, compare
from scripts.bench.services import undone
from scripts.bench.world import World, analyze

PEOPLE = 5000
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
MIDDLE = "建国志明文海春秋德永兴家光世庆"
LAST = "平安康宁强华林江山川东西南北中"
SINCE = dt.date(2023, 3, 1)
# What is typed, in `q` or as the post.
SEARCHES = (
    ("part of a name", {"q": "建平"}),
    ("pinyin", {"q": "zhangjian"}),
    ("initials", {"q": "wjp"}),
    ("post", {"post": "书记"}),
)


def name_of(number: int) -> str:
    """Return another name for every number: all surnames with one given name, then with the next."""
    given, surname = divmod(number, len(SURNAMES))
    last, middle = divmod(given, len(MIDDLE))
    return SURNAMES[surname] + MIDDLE[middle] + LAST[last]


def make_people(villages: list[Organisation]) -> None:
    """Spread the people over the villages: a secretary for each, the rest on the committees."""
    cadres = Cadre.objects.bulk_create(
        (
            Cadre(
                organisation=villages[number % len(villages)],
                name=name_of(number),
                gender="1",
                birth_date=dt.date(1980, 5, 4),
                education="30",
                political_status="01",
            )
            for number in range(PEOPLE)
        ),
        batch_size=1000,
    )
    Tenure.objects.bulk_create(
        (
            Tenure(
                organisation=cadre.organisation,
                cadre=cadre,
                kind=PostKind.PARTY_SECRETARY if number < len(villages) else PostKind.COMMITTEE_MEMBER,
                since=SINCE,
                basis=Basis.CENSUS,
                at=timezone.now(),
            )
            for number, cadre in enumerate(cadres)
        ),
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cadres_cadre")
        cursor.execute("ANALYZE cadres_tenure")


def cadre_rows(world: World, rounds: int) -> list[Row]:
    """Search as the district does, who sees all; the floor fetches the same people by their keys."""
    user, day = world.district_reviewer, timezone.localdate()
    rows = []
    with undone():
        make_people(list(Organisation.objects.filter(path__startswith=world.district.path).answering()))
        for name, wanted in SEARCHES:
            keys = [row.pk for row in cadres_found(user, day=day, **wanted)]
            assert keys, name

            def search(wanted=wanted, keys=keys) -> None:
                assert len(cadres_found(user, day=day, **wanted)) == len(keys)

            def by_key(keys=keys) -> None:
                assert len(page_of(Cadre.objects.visible_to(user).filter(pk__in=keys), day)) == len(keys)

            def measured(work) -> Cost:
                return cost_of(work, calls=3)

            found = compare(
                lambda search=search: measured(search), lambda by_key=by_key: measured(by_key), rounds, calls=3
            )
            note = f"a page of {PAGE_SIZE} out of {PEOPLE:,} by {name} ÷ the same people by primary key"
            rows.append(found.row("Set-based work", f"cadre search by {name}", 3, 2, note=note))
    analyze()
    return rows
