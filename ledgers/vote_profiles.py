"""Quorum and majority of every kind of vote (会议表决): profiles as data, judged in whole numbers. Pure.

“以上” includes the number itself (半数以上 ≥ 1/2, 三分之二以上 ≥ 2/3), “过半数” and “超过半数” do not (> 1/2).
Comparing `n × denominator` with `whole × numerator` needs no division, so no rounding ever decides a vote.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.verdict import YES, Answer, No

# i18n: data file: names, sources and articles of the law are data, as in the rulebook


class Base(StrEnum):
    """What a share is a share of."""

    ENTITLED = "entitled"  # 应到会有表决权的人: everyone who could vote, present or not
    PRESENT = "present"  # 实到会有表决权的人
    BODY = "body"  # a wider body: all members of the branch (P6), all households (P8)


class Ballot(StrEnum):
    """How the votes are to be given."""

    OPEN = "open"  # by word or hand, or secretly
    SECRET = "secret"  # 无记名投票 only


class Certainty(StrEnum):
    """How well the source is known, as in the domain notes."""

    READ = "L"  # the full text of the law was read
    REPRINT = "S"  # a reprint was read
    KNOWN = "K"  # well known, not read again
    UNSURE = "U"


@dataclass(frozen=True, slots=True)
class Share:
    """`numerator`/`denominator` of `base`; `beyond` when the share itself is not enough (过半数)."""

    numerator: int
    denominator: int
    base: Base
    beyond: bool = False

    def reached_by(self, count: int, whole: int) -> bool:
        """Tell whether `count` of `whole` persons reach the share. Nobody of nobody reaches nothing."""
        if whole <= 0:
            return False
        have, need = count * self.denominator, whole * self.numerator
        return have > need if self.beyond else have >= need

    def needed_of(self, whole: int) -> int:
        """Return the smallest number of persons that reaches the share of `whole`."""
        need, rest = divmod(whole * self.numerator, self.denominator)
        return need + 1 if self.beyond or rest else need

    @property
    def words(self) -> str:
        if (self.numerator, self.denominator) == (1, 2):
            return _("过半数") if self.beyond else _("半数以上")
        words = {(2, 3): _("三分之二"), (4, 5): _("五分之四")}.get(
            (self.numerator, self.denominator), f"{self.numerator}/{self.denominator}"
        )
        return _("超过%(share)s") % {"share": words} if self.beyond else _("%(share)s以上") % {"share": words}


@dataclass(frozen=True, slots=True)
class VoteProfile:
    """One lawful way to meet and decide.

    `quorum` is None where the law names none; `or_quorum` is a second way to reach it. `written_counts`: written
    opinions of those who cannot come are counted with the votes. `one_by_one`: several persons are voted on each for
    themselves. `notice_days`: days between the notice and the meeting, 0 where none is fixed. `voters` names those who
    vote, as in “应到会{voters} 30 人”.
    """

    code: str
    name: str | Promise
    voters: str | Promise
    quorum: Share | None
    majority: Share
    source: str
    article: str
    certainty: Certainty
    note: str = ""
    or_quorum: Share | None = None
    body: str | Promise = ""
    ballot: Ballot = Ballot.OPEN
    written_counts: bool = False
    one_by_one: bool = False
    notice_days: int = 0

    @property
    def citation(self) -> str:
        return f"{self.source}{self.article}"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted at one vote, in persons.

    `entitled` and `present` have a vote; who the meeting lawfully left out of 应到会 is in neither. `body` is the wider
    body of the profile (all Party members, all households) and `body_present` who of it came; None: the same as those
    with a vote. Votes are None as long as nobody wrote them down. `written_*` are opinions of absent voters.
    """

    entitled: int
    present: int
    votes_for: int | None = None
    votes_against: int = 0
    votes_abstain: int = 0
    written_for: int = 0
    written_against: int = 0
    written_abstain: int = 0
    body: int | None = None
    body_present: int | None = None

    @property
    def cast(self) -> int:
        return (self.votes_for or 0) + self.votes_against + self.votes_abstain

    @property
    def written(self) -> int:
        return self.written_for + self.written_against + self.written_abstain

    def whole(self, base: Base) -> int:
        """Return the number of persons a share of `base` is taken of."""
        if base == Base.PRESENT:
            return self.present
        return self.body if base == Base.BODY and self.body is not None else self.entitled

    def came(self, base: Base) -> int:
        """Return how many of `base` came."""
        return self.body_present if base == Base.BODY and self.body_present is not None else self.present


@dataclass(frozen=True, slots=True)
class Result:
    """Whether the meeting could decide and whether it did, with a plain sentence for each thing that is amiss.

    `passed` implies `quorum_ok` and `sound`; `sound` is False for counts that cannot be true.
    """

    quorum_ok: bool
    passed: bool
    sentences: tuple[str, ...] = field(default=())
    sound: bool = True


HALF_ENTITLED = Share(1, 2, Base.ENTITLED)
OVER_HALF_ENTITLED = Share(1, 2, Base.ENTITLED, beyond=True)
OVER_HALF_PRESENT = Share(1, 2, Base.PRESENT, beyond=True)
TWO_THIRDS_ENTITLED = Share(2, 3, Base.ENTITLED)

BRANCH = "《中国共产党支部工作条例（试行）》"
ELECTION = "《中国共产党基层组织选举工作条例》"
ADMISSION = "《中国共产党发展党员工作细则》"
DISPOSAL = "《中国共产党不合格党员组织处置办法》"
FOUR_STEPS = "“四议两公开”工作法及各地实施细则"
VILLAGE = "《村民委员会组织法》（2018年修正）"
COLLECTIVE = "《农村集体经济组织法》"
PARTY_VOTERS = gettext_lazy("有表决权的党员")

PROFILES: dict[str, VoteProfile] = {
    profile.code: profile
    for profile in (
        VoteProfile(
            "P1",
            gettext_lazy("支部党员大会议事表决"),
            PARTY_VOTERS,
            HALF_ENTITLED,
            OVER_HALF_ENTITLED,
            BRANCH,
            "第十一条",
            Certainty.REPRINT,
        ),
        VoteProfile(
            "P2",
            gettext_lazy("支部委员会议事表决"),
            gettext_lazy("委员"),
            HALF_ENTITLED,
            OVER_HALF_ENTITLED,
            BRANCH,
            "第十二条",
            Certainty.KNOWN,
            note="条文写“少数服从多数”，按应到委员过半数把握。",
        ),
        VoteProfile(
            "P3",
            gettext_lazy("支部选举"),
            gettext_lazy("有选举权的党员"),
            Share(4, 5, Base.ENTITLED),
            OVER_HALF_PRESENT,
            ELECTION,
            "",
            Certainty.UNSURE,
            note="到会人数按“不少于五分之四”把握；旧条例写“超过”，正好五分之四时请向乡镇党委核实。委员差额不少于20%。",
            ballot=Ballot.SECRET,
            one_by_one=True,
        ),
        VoteProfile(
            "P4",
            gettext_lazy("接收预备党员、预备党员转正"),
            PARTY_VOTERS,
            OVER_HALF_ENTITLED,
            OVER_HALF_ENTITLED,
            ADMISSION,
            "",
            Certainty.REPRINT,
            note="因故不能到会的正式党员，会前书面提出的意见计入票数；两人以上逐个表决。",
            ballot=Ballot.SECRET,
            written_counts=True,
            one_by_one=True,
        ),
        VoteProfile(
            "P5",
            gettext_lazy("对不合格党员的组织处置"),
            PARTY_VOTERS,
            OVER_HALF_ENTITLED,
            OVER_HALF_ENTITLED,
            DISPOSAL,
            "",
            Certainty.REPRINT,
            note="通过以后报基层党委批准。",
            ballot=Ballot.SECRET,
            written_counts=True,
            one_by_one=True,
        ),
        VoteProfile(
            "P6",
            gettext_lazy("四议两公开党员大会审议"),
            PARTY_VOTERS,
            Share(2, 3, Base.BODY),
            HALF_ENTITLED,
            FOUR_STEPS,
            "",
            Certainty.REPRINT,
            note="到会人数按党员总数计算；会前送达方案，各地一般提前3天。",
            body=gettext_lazy("党员"),
            notice_days=3,
        ),
        VoteProfile(
            "P7",
            gettext_lazy("村民代表会议"),
            gettext_lazy("组成人员"),
            TWO_THIRDS_ENTITLED,
            OVER_HALF_PRESENT,
            VILLAGE,
            "第二十六条",
            Certainty.READ,
            note="2026年1月1日起条文重新编号，编号请核对。",
        ),
        VoteProfile(
            "P8",
            gettext_lazy("村民会议"),
            gettext_lazy("十八周岁以上的村民"),
            OVER_HALF_ENTITLED,
            OVER_HALF_PRESENT,
            VILLAGE,
            "第二十一、二十二条",
            Certainty.READ,
            note="或者有本村三分之二以上的户的代表参加。",
            or_quorum=Share(2, 3, Base.BODY),
            body=gettext_lazy("户的代表"),
            notice_days=10,
        ),
        VoteProfile(
            "P9",
            gettext_lazy("村民小组会议"),
            gettext_lazy("村民或者户的代表"),
            TWO_THIRDS_ENTITLED,
            OVER_HALF_PRESENT,
            VILLAGE,
            "第二十八条",
            Certainty.READ,
        ),
        VoteProfile(
            "P10",
            gettext_lazy("集体经济组织成员大会"),
            gettext_lazy("有完全民事行为能力的成员"),
            TWO_THIRDS_ENTITLED,
            TWO_THIRDS_ENTITLED,
            COLLECTIVE,
            "第二十七条",
            Certainty.READ,
            note="可以在线参加，也可以书面委托同户成员；一人一票。",
            notice_days=10,
        ),
        VoteProfile(
            "P11",
            gettext_lazy("集体经济组织成员代表大会"),
            gettext_lazy("成员代表"),
            None,
            TWO_THIRDS_ENTITLED,
            COLLECTIVE,
            "第二十八条",
            Certainty.READ,
            note="不得行使第二十六条第一、三、八、十、十二项的职权。",
        ),
        VoteProfile(
            "P12",
            gettext_lazy("集体经济组织理事会"),
            gettext_lazy("理事"),
            TWO_THIRDS_ENTITLED,
            OVER_HALF_ENTITLED,
            COLLECTIVE,
            "第三十一条",
            Certainty.READ,
        ),
        VoteProfile(
            "P13",
            gettext_lazy("罢免村民委员会成员"),
            gettext_lazy("登记参加选举的村民"),
            OVER_HALF_ENTITLED,
            OVER_HALF_PRESENT,
            VILLAGE,
            "第十六条",
            Certainty.READ,
            note="五分之一以上有选举权的村民或者三分之一以上的村民代表联名提出；投票的人算到会。",
        ),
    )
}


def _impossible(profile: VoteProfile, counts: Counts) -> list[str]:
    """Return a sentence for each count that cannot be true."""
    found = []
    if counts.present > counts.entitled:
        found.append(
            _("到会 %(present)d 人，比应到会的 %(entitled)d 人还多。")
            % {"present": counts.present, "entitled": counts.entitled}
        )
    if counts.body is not None and counts.body_present is not None and counts.body_present > counts.body:
        found.append(
            _("到会 %(present)d 人，比应到会的 %(entitled)d 人还多。")
            % {"present": counts.body_present, "entitled": counts.body}
        )
    if counts.cast > counts.present:
        found.append(
            _("票数合计 %(cast)d，比到会有表决权的 %(present)d 人还多。")
            % {"cast": counts.cast, "present": counts.present}
        )
    if profile.written_counts and counts.written > max(counts.entitled - counts.present, 0):
        found.append(
            _("书面意见 %(written)d 份，比没有到会的 %(absent)d 人还多。")
            % {"written": counts.written, "absent": max(counts.entitled - counts.present, 0)}
        )
    if min(counts.entitled, counts.present, counts.votes_for or 0, counts.votes_against, counts.votes_abstain) < 0:
        found.append(_("人数和票数不能是负数。"))
    return found


def _quorum(profile: VoteProfile, counts: Counts) -> tuple[bool, list[str]]:
    """Return whether enough came, and why not."""
    ways = [share for share in (profile.quorum, profile.or_quorum) if share is not None]
    # A second way counts only where its body was counted.
    ways = [s for s in ways if s is profile.quorum or counts.body is not None]
    if not ways or any(share.reached_by(counts.came(share.base), counts.whole(share.base)) for share in ways):
        return True, []
    share = ways[0]
    whole = counts.whole(share.base)
    who = profile.body if share.base == Base.BODY and counts.body is not None else profile.voters
    return False, [
        _("应到会%(who)s %(whole)d 人，到会 %(came)d 人；至少要 %(needed)d 人（%(share)s）到会才能表决。")
        % {
            "who": who,
            "whole": whole,
            "came": counts.came(share.base),
            "needed": share.needed_of(whole),
            "share": share.words,
        }
    ]


def judge(profile: VoteProfile, counts: Counts) -> Result:
    """Return whether the quorum was reached and the matter passed.

    Args:
        profile: one of PROFILES. counts: persons and votes as counted, from the roll that was frozen for the meeting.
    """
    if wrong := _impossible(profile, counts):
        return Result(quorum_ok=False, passed=False, sentences=tuple(wrong), sound=False)
    quorum_ok, sentences = _quorum(profile, counts)
    if counts.votes_for is None:
        return Result(quorum_ok, passed=False, sentences=tuple(sentences))
    share = profile.majority
    in_favour = counts.votes_for + (counts.written_for if profile.written_counts else 0)
    whole = counts.whole(share.base)
    enough = share.reached_by(in_favour, whole)
    if not enough:
        base = _("实到会") if share.base == Base.PRESENT else _("应到会")
        sentences.append(
            _("赞成 %(n)d 票；%(base)s%(who)s %(whole)d 人，要 %(needed)d 票（%(share)s）赞成才算通过。")
            % {
                "n": in_favour,
                "base": base,
                "who": profile.voters,
                "whole": whole,
                "needed": share.needed_of(whole),
                "share": share.words,
            }
        )
    return Result(quorum_ok, quorum_ok and enough, tuple(sentences))


def ballot_fits(profile: VoteProfile, is_secret: bool) -> Answer:
    """Tell whether votes given that way are lawful: some matters want 无记名投票."""
    if profile.ballot == Ballot.SECRET and not is_secret:
        return No(_("%(name)s要用无记名投票。") % {"name": profile.name})
    return YES


def notice_fits(profile: VoteProfile, days: int) -> Answer:
    """Tell whether a notice `days` whole days before the meeting is early enough."""
    if days < profile.notice_days:
        return No(
            _("%(name)s要提前 %(n)d 天通知，现在只提前了 %(days)d 天。")
            % {"name": profile.name, "n": profile.notice_days, "days": days}
        )
    return YES
