"""Choosing several files in a Django form."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# WeChat's browser on Android opens the camera and the album for exactly this value and for no list that
# merely contains it; so pictures and documents have an input each.
PICTURES = "image/*"
DOCUMENTS = "application/pdf,.pdf,.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class MultipleFileInput(forms.FileInput):
    """A file input that takes several files; `static/js/upload.js` sends them one by one where it runs."""

    allow_multiple_selected = True

    def __init__(self, accept: str, attrs: dict | None = None) -> None:
        super().__init__({"accept": accept, "multiple": True, **(attrs or {})})


class MultipleFileField(forms.FileField):
    """Several files, cleaned to a list of `UploadedFile` (empty when none was chosen).

    Checks their number, not what is in them: that is `services.file_store`'s, one file at a time, so that one
    refused file does not take the others with it.
    """

    default_error_messages = {
        "too_many": ngettext_lazy(
            "一次最多选 %(limit)d 个文件，您选了 %(count)d 个，请分几次传。",
            "一次最多选 %(limit)d 个文件，您选了 %(count)d 个，请分几次传。",
            "limit",
        ),
        "required": _("请至少选一个文件。"),
    }

    def __init__(self, *, accept: str = PICTURES, max_files: int | None = None, **kwargs) -> None:
        kwargs.setdefault("widget", MultipleFileInput(accept))
        kwargs.setdefault("required", False)
        # An empty file is refused with advice when it is stored, not by Django's general sentence.
        kwargs.setdefault("allow_empty_file", True)
        self.max_files = max_files
        super().__init__(**kwargs)

    def clean(self, data, initial=None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        files = [super(MultipleFileField, self).clean(file, None) for file in files if file]
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        limit = settings.EVIDENCE_MAX_FILES if self.max_files is None else self.max_files
        if len(files) > limit:
            raise forms.ValidationError(
                self.error_messages["too_many"], code="too_many", params={"limit": limit, "count": len(files)}
            )
        return files


class UploadForm(forms.Form):
    """Photos and documents to add to a record; rendered by `evidence/_upload.html`.

    `already` is how many files the record has: they count towards the limit.
    """

    photos = MultipleFileField(label=_("拍照或选照片"), accept=PICTURES)
    documents = MultipleFileField(label=_("选 PDF 或 Word 文件"), accept=DOCUMENTS)

    def __init__(self, *args, already: int = 0, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.already = already

    @property
    def files_chosen(self) -> list[UploadedFile]:
        """All files of a valid form, in the order in which they were chosen."""
        return [*self.cleaned_data.get("photos", []), *self.cleaned_data.get("documents", [])]

    def clean(self) -> dict:
        cleaned = super().clean()
        count = len(self.files_chosen)
        if count and self.already + count > settings.EVIDENCE_MAX_FILES:
            raise forms.ValidationError(
                _("一条记录最多放 %(limit)d 个文件，已有 %(already)d 个，这次又选了 %(count)d 个。请先移除几个再传。"),
                code="too_many",
                params={"limit": settings.EVIDENCE_MAX_FILES, "already": self.already, "count": count},
            )
        return cleaned
