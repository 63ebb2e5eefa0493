"""Posts, persons and their files (村干部)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Body(TextChoices):
    """The bodies of a village whose posts are kept (村级组织)."""

    PARTY = "party", _("村党组织")
    COMMITTEE = "committee", _("村民委员会")
    SUPERVISION = "supervision", _("村务监督委员会")
    ECONOMY = "economy", _("村集体经济组织")
    OTHER = "other", _("其他配套组织")


class PostKind(TextChoices):
    """Posts of a village; what each is stands in `cadres.posts`."""

    PARTY_SECRETARY = "party_secretary", _("村党组织书记")
    PARTY_DEPUTY = "party_deputy", _("村党组织副书记")
    PARTY_MEMBER = "party_member", _("村党组织委员")
    DIRECTOR = "director", _("村委会主任")
    DEPUTY_DIRECTOR = "deputy_director", _("村委会副主任")
    COMMITTEE_MEMBER = "committee_member", _("村委会委员")
    SUPERVISION_HEAD = "supervision_head", _("村务监督委员会主任")
    SUPERVISION_MEMBER = "supervision_member", _("村务监督委员会委员")
    ECONOMY_HEAD = "economy_head", _("村集体经济组织负责人")
    CLERK = "clerk", _("村文书")
    WOMEN = "women", _("村妇联主席")
    YOUTH = "youth", _("村团支部书记")
    MILITIA = "militia", _("村民兵连连长")


class PoliticalStatus(TextChoices):
    """GB/T 4762-1984, the codes that occur among village cadres."""

    MEMBER = "01", _("中共党员")
    PROBATIONARY = "02", _("中共预备党员")
    LEAGUE = "03", _("共青团员")
    OTHER_PARTY = "04", _("民主党派成员")
    NONE = "12", _("无党派人士")
    MASSES = "13", _("群众")


class Basis(TextChoices):
    """What a tenure rests on."""

    CENSUS = "census", _("建档前已在任")
    FILING = "filing", _("备案后任职")
    ELECTION = "election", _("选举产生")


class EndReason(TextChoices):
    """Why a tenure ended (任职终止的原因; 村民委员会组织法 第十八、三十三条)."""

    TERM = "term", _("任期届满")
    RESIGNED = "resigned", _("辞职")
    REMOVED = "removed", _("免职")
    RECALLED = "recalled", _("罢免")
    MOVED = "moved", _("调整职务")
    UNFIT = "unfit", _("连续两次评议不称职，职务终止")
    SENTENCED = "sentenced", _("被判处刑罚，职务终止")
    INCAPABLE = "incapable", _("丧失行为能力，职务终止")
    DIED = "died", _("去世")
    MISTAKE = "mistake", _("登记有误")


class EntryKind(TextChoices):
    """What stands in a cadre's file (一人一档)."""

    CAREER = "career", _("简历")
    EDUCATION = "education", _("学历")
    TRAINING = "training", _("培训")
    HONOUR = "honour", _("表彰奖励")
    ASSESSMENT = "assessment", _("考核评议")
    PAPER = "paper", _("任免文件")
    DISCIPLINE = "discipline", _("处分处理")


# Shown only against a reason that is kept (个人信息保护法 第二十八条; GB/T 45574-2025).
PROTECTED_ENTRIES = (EntryKind.DISCIPLINE,)


class Relation(TextChoices):
    """How two cadres are related (近亲属回避: 夫妻、直系、三代以内旁系、近姻亲)."""

    SPOUSE = "spouse", _("夫妻")
    LINEAL = "lineal", _("直系血亲")
    COLLATERAL = "collateral", _("三代以内旁系血亲")
    IN_LAW = "in_law", _("近姻亲")


class AccessKind(TextChoices):
    REVEAL = "reveal", _("查看")
    EXPORT = "export", _("导出")


class Protected(TextChoices):
    """The protected items of a file, as the log names them."""

    ID_NUMBER = "id_number", _("身份证号")
    PHONE = "phone", _("联系电话")
    ADDRESS = "address", _("家庭住址")
    HEALTH = "health", _("健康状况")
    DISCIPLINE = "discipline", _("处分处理")
