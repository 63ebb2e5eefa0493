"""What kinds of file (佐证材料) are kept."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    """The kind of the stored bytes, decided by content. A HEIC photo is stored as JPEG."""

    JPEG = "jpeg", _("照片")
    PNG = "png", _("图片")
    PDF = "pdf", _("PDF 文件")
    DOCX = "docx", _("Word 文档")

    @property
    def extension(self) -> str:
        """The ending of the name under which the file is downloaded, with the dot."""
        return {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf", "docx": ".docx"}[self.value]

    @property
    def content_type(self) -> str:
        return {
            "jpeg": "image/jpeg",
            "png": "image/png",
            "pdf": "application/pdf",
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }[self.value]

    @property
    def is_picture(self) -> bool:
        return self in PICTURES

    @property
    def icon(self) -> str:
        """The name of the icon that stands for the kind where there is no thumbnail."""
        return {"jpeg": "photo", "png": "photo", "pdf": "file-type-pdf", "docx": "file-type-docx"}[self.value]


PICTURES = frozenset({FileKind.JPEG, FileKind.PNG})
