"""Who talks with whom (谈心谈话, 支部工作条例 第十九条). Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ledgers.enums import Post
from ledgers.enums.organised_life import TalkPair


def pair_of(one_post: str, other_post: str) -> str:
    """Return the kind of a talk between two members by their posts on the committee; "" is no post."""
    posts = [post for post in (one_post, other_post) if post]
    if not posts:
        return TalkPair.MEMBERS
    if len(posts) == 1:
        return TalkPair.COMMITTEE_MEMBER
    return TalkPair.SECRETARY_COMMITTEE if Post.SECRETARY in posts else TalkPair.COMMITTEE


def pairs_that_apply(posts: Sequence[str]) -> list[str]:
    """Return the kinds of talks that are possible in a branch; `posts` has one entry per member, "" without a post."""
    committee = [post for post in posts if post]
    others = len(posts) - len(committee)
    commissioners = sum(post != Post.SECRETARY for post in committee)
    possible = {
        TalkPair.SECRETARY_COMMITTEE: Post.SECRETARY in committee and commissioners >= 1,
        TalkPair.COMMITTEE: commissioners >= 2,
        TalkPair.COMMITTEE_MEMBER: bool(committee) and others >= 1,
        TalkPair.MEMBERS: others >= 2,
    }
    return [pair for pair, applies in possible.items() if applies]


def times_talked_to(talks: Iterable[tuple[int, int]]) -> Counter:
    """Return member id → number of talks; whoever talks is talked to as well."""
    return Counter(member for pair in talks for member in pair)
