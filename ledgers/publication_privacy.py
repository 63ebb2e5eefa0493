"""Find personal numbers in a text that is to hang on a board (个人信息保护法 第六条, 公示脱敏). Pure."""

import re
import unicodedata

from django.utils.translation import gettext as _

# People write numbers in groups: 138 1234 5678, 361002-19900101-1234. Masked ones (138****5678) are what is wanted.
GAP = r"[ \-]?"
ID_NUMBER = re.compile(rf"(?<!\d)\d{{6}}{GAP}(?:18|19|20)\d{{2}}{GAP}\d{{4}}{GAP}\d{{3}}[\dXx](?![\dXx])")
CARD_NUMBER = re.compile(rf"(?<!\d)\d{{4}}(?:{GAP}\d{{4}}){{3}}(?:{GAP}\d{{1,3}})?(?!\d)")
PHONE_NUMBER = re.compile(rf"(?<!\d)1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}(?!\d)")


def personal_data_in(text: str) -> list[str]:
    """Return in words what personal numbers stand in `text`, each by its first digits; nothing for a clean text."""
    plain = unicodedata.normalize("NFKC", text)
    found = []
    for pattern, name in ((ID_NUMBER, _("身份证号")), (CARD_NUMBER, _("银行卡号")), (PHONE_NUMBER, _("手机号"))):
        for match in pattern.findall(plain):
            found.append(_("%(name)s（%(start)s…）") % {"name": name, "start": re.sub(r"\D", "", match)[:4]})
        plain = pattern.sub("", plain)
    return found
