"""The first audit form (审查表). Written out here: what months were reviewed by does not change with the code."""

import datetime as dt

from django.db import migrations

LINES = [
    ("meetings_held", "三会一课", "三会一课按期召开", 12),
    ("quorum", "三会一课", "到会人数与表决合规", 6),
    ("minutes", "三会一课", "记录要素齐全，无雷同、无代签", 8),
    ("timely_entry", "三会一课", "会后及时录入", 4),
    ("theme_day_held", "主题党日", "固定日开展", 8),
    ("theme_day_content", "主题党日", "主题明确，内容经过研究", 7),
    ("theme_day_attendance", "主题党日", "签到率达标，议程、照片齐全", 5),
    ("roll", "党员管理", "党员名册准确", 8),
    ("mobile_members", "党员管理", "流动党员有联系，失联党员有处置", 6),
    ("development", "党员管理", "发展党员、学习学时、谈心谈话按规定", 6),
    ("dues_paid", "党费收缴", "党费按月足额，无垫交", 9),
    ("dues_recorded", "党费收缴", "标准核定、登记签字、公示", 6),
    ("publicity", "党务公开与制度", "公示栏按时更新", 6),
    ("archive", "党务公开与制度", "底稿存档，换届到期有准备", 4),
    ("rectification", "问题整改", "上月问题按期改好", 5),
]


def create(apps, schema_editor) -> None:
    checklist = apps.get_model("audits", "Checklist").objects.create(
        version=1, title="2026年版", valid_from=dt.date(2020, 1, 1)
    )
    item = apps.get_model("audits", "ChecklistItem")
    item.objects.bulk_create(
        item(checklist=checklist, code=code, category=category, text=text, weight=weight, position=position)
        for position, (code, category, text, weight) in enumerate(LINES, start=1)
    )


def remove(apps, schema_editor) -> None:
    apps.get_model("audits", "Checklist").objects.filter(version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("audits", "0001_initial")]

    operations = [migrations.RunPython(create, remove)]
