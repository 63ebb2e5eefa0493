"""The form of an upload."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledgers.roll_sheet import MAX_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("表格（.xlsx）"),
        # No `accept`: WeChat's browser on Android offers no files at all for endings it does not know.
        widget=forms.FileInput,
        error_messages={
            "required": gettext_lazy("请选要上传的表格。"),
            "empty": gettext_lazy("这个文件是空的，请重新选。"),
        },
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("文件超过 %(n)d MB，请删掉图片和多余的内容。") % {"n": MAX_BYTES // 1024 // 1024}
            )
        return upload
