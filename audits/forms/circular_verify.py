"""A code as people type it, and a file to compare."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 20 * 1024 * 1024


def code_in(text: str) -> str:
    """Return a typed code as it is stored: in capitals, without the dashes and blanks between the groups."""
    return re.sub(r"[\s\-－—]", "", text).upper()[:40]


class FileForm(forms.Form):
    """A file whose hash is compared with that of the issued one; it is not kept."""

    file = forms.FileField(
        label=_("您手里的文件"),
        help_text=_("选从本系统下载的 PDF，不保存，只比对。"),
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("文件超过 20 MB，不会是印发件。"))
        return file
