"""What the posts of a village are: the body each belongs to, how many there may be, who may hold it."""

from dataclasses import dataclass

from cadres.enums import Body, PostKind

K = PostKind


@dataclass(frozen=True, slots=True)
class Post:
    """One kind of post. `seats` is how many a village has when nobody has fixed another number, `most` the bound.

    `is_chief` marks the head of a body; `is_core` the posts of the two committees (村“两委”), among whose holders near
    relatives are looked for and whose change is filed with the district; `needs_party` posts are held by Party members.
    """

    kind: PostKind
    body: Body
    seats: int
    most: int
    is_chief: bool = False
    is_core: bool = False
    needs_party: bool = False


# 村委会由主任、副主任和委员共三至七人组成 (村民委员会组织法 第六条); 支部委员会三至五人, 一般不超过七人
# (中国共产党支部工作条例 第二十条), a deputy only where one is wanted; 村务监督机构一般三至五人
# (关于建立健全村务监督委员会的指导意见).
POSTS = (
    Post(K.PARTY_SECRETARY, Body.PARTY, 1, 1, is_chief=True, is_core=True, needs_party=True),
    Post(K.PARTY_DEPUTY, Body.PARTY, 0, 2, is_core=True, needs_party=True),
    Post(K.PARTY_MEMBER, Body.PARTY, 2, 5, is_core=True, needs_party=True),
    Post(K.DIRECTOR, Body.COMMITTEE, 1, 1, is_chief=True, is_core=True),
    Post(K.DEPUTY_DIRECTOR, Body.COMMITTEE, 1, 2, is_core=True),
    Post(K.COMMITTEE_MEMBER, Body.COMMITTEE, 1, 5, is_core=True),
    Post(K.SUPERVISION_HEAD, Body.SUPERVISION, 1, 1, is_chief=True),
    Post(K.SUPERVISION_MEMBER, Body.SUPERVISION, 2, 4),
    Post(K.ECONOMY_HEAD, Body.ECONOMY, 1, 1, is_chief=True),
    Post(K.CLERK, Body.OTHER, 0, 1),
    Post(K.WOMEN, Body.OTHER, 0, 1),
    Post(K.YOUTH, Body.OTHER, 0, 1),
    Post(K.MILITIA, Body.OTHER, 0, 1),
)
BY_KIND = {post.kind: post for post in POSTS}
ORDER = {post.kind: number for number, post in enumerate(POSTS)}
CORE = tuple(post.kind for post in POSTS if post.is_core)
SINGLE = tuple(post.kind for post in POSTS if post.most == 1)
# What one person should hold together (一肩挑, 中国共产党农村基层组织工作条例 第十九条).
SHOULDERS = (K.PARTY_SECRETARY, K.DIRECTOR, K.ECONOMY_HEAD)
COMMITTEE_SEATS = (3, 7)  # 主任、副主任、委员 together, 村民委员会组织法 第六条
