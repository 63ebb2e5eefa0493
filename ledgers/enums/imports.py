"""Where an import of a roll stands (名册导入)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportStage(TextChoices):
    RECEIVED = "received", _("正在检查")
    CHECKED = "checked", _("等您确认")
    QUEUED = "queued", _("正在写入")
    DONE = "done", _("已导入")
    REFUSED = "refused", _("表格读不了")
    DROPPED = "dropped", _("已放弃")
    EXPIRED = "expired", _("已过期")


# Not over yet: the uploaded file is still kept for these.
OPEN_STAGES = (ImportStage.RECEIVED, ImportStage.CHECKED, ImportStage.QUEUED)
# The numbers of new, changed, unchanged and wrong rows are known.
COUNTED_STAGES = (ImportStage.CHECKED, ImportStage.QUEUED, ImportStage.DONE)


class RowKind(TextChoices):
    """What importing a row would do."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("修改")
    UNCHANGED = "same", _("没有变化")
    BAD = "bad", _("有错")
