"""Find cadres by name, pinyin, initials or post: a page at a time, by index."""

# i18n: data file

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from branches.models import User
from branches.names import village_name
from cadres.enums import PostKind
from cadres.models import Cadre, Tenure
from cadres.models.cadre import CadreQuerySet
from cadres.posts import ORDER

PAGE_SIZE = 30
# What people call a post; a full name in PostKind finds that post alone. A secretary's committee is one's own guess, so
# that 书记 means the village's, and 主任 the village committee's.
SHORT = {
    "书记": (PostKind.PARTY_SECRETARY,),
    "支书": (PostKind.PARTY_SECRETARY,),
    "副书记": (PostKind.PARTY_DEPUTY,),
    "主任": (PostKind.DIRECTOR,),
    "村主任": (PostKind.DIRECTOR,),
    "副主任": (PostKind.DEPUTY_DIRECTOR,),
    "委员": (PostKind.PARTY_MEMBER, PostKind.COMMITTEE_MEMBER, PostKind.SUPERVISION_MEMBER),
    "支委": (PostKind.PARTY_MEMBER,),
    "村委": (PostKind.COMMITTEE_MEMBER,),
    "监委会主任": (PostKind.SUPERVISION_HEAD,),
    "文书": (PostKind.CLERK,),
    "妇联主席": (PostKind.WOMEN,),
    "妇女主任": (PostKind.WOMEN,),
    "团支书": (PostKind.YOUTH,),
    "民兵连长": (PostKind.MILITIA,),
}


@dataclass(frozen=True, slots=True)
class FoundCadre:
    """A line of the list; `posts` are the labels of the posts held on the day, the first post first."""

    pk: int
    name: str
    village: str
    posts: tuple[str, ...]


def posts_named(typed: str) -> tuple[str, ...]:
    """Return the kinds of post that `typed` names in full, for short or by its code; none for anything else."""
    typed = "".join(typed.split())
    if typed in PostKind.values:
        return (typed,)
    return SHORT.get(typed) or tuple(kind for kind in PostKind if kind.label == typed)


def cadres_matching(user: User, *, q: str = "", post: str = "", day: dt.date) -> CadreQuerySet:
    """Return the cadres in the user's sight that `q` finds and that hold `post` on `day`, in no order.

    `q` is part of a name, its pinyin or its initials, or a post; a `post` that is none finds nobody.
    """
    found = Cadre.objects.visible_to(user)
    wanted = [posts_named(post)] if post.strip() else []
    if q.strip():
        if kinds := posts_named(q):
            wanted.append(kinds)
        else:
            found = found.search(q)
    for kinds in wanted:
        found = found.filter(Exists(Tenure.objects.on(day).filter(cadre=OuterRef("pk"), kind__in=kinds)))
    return found


def cadres_found(user: User, *, q: str = "", post: str = "", day: dt.date, page: int | str | None = 1) -> Page:
    """Return one page of what was found, village by village, in three queries; its rows are FoundCadre."""
    return page_of(cadres_matching(user, q=q, post=post, day=day), day, page)


def page_of(cadres: CadreQuerySet, day: dt.date, page: int | str | None = 1) -> Page:
    """Return a page of `cadres` as FoundCadre, with the posts they hold on `day`."""
    rows = cadres.order_by("organisation__path", "name", "pk").values_list("pk", "name", "organisation__name")
    found = Paginator(rows, PAGE_SIZE).get_page(page)
    lines = list(found.object_list)
    held: dict[int, list[str]] = defaultdict(list)
    if lines:
        tenures = Tenure.objects.on(day).filter(cadre__in=[pk for pk, _name, _village in lines])
        for pk, kind in sorted(tenures.values_list("cadre", "kind"), key=lambda line: ORDER[line[1]]):
            held[pk].append(PostKind(kind).label)
    found.object_list = [FoundCadre(pk, name, village_name(village), tuple(held[pk])) for pk, name, village in lines]
    return found
