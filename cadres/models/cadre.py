"""A village cadre (村干部) and the one file that the township keeps of each (一人一档)."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.enums import Permission
from branches.scope import ScopedQuerySet
from cadres.enums import PROTECTED_ENTRIES, AccessKind, EntryKind, PoliticalStatus, Relation
from config.lib.crypto import decrypt
from config.lib.found_by_name import FoundByName, FoundByNameQuerySet
from config.lib.history import track
from ledgers.enums import Education, Gender
from ledgers.models.access import Access, SensitiveAccessQuerySet
from ledgers.models.identity import KeepsIdNumber
from ledgers.models.ledger import APPEND_ONLY
from ledgers.models.standing import Withdrawable, withdrawn_in_full


class CadreQuerySet(FoundByNameQuerySet, ScopedQuerySet):
    def visible_to(self, user) -> "CadreQuerySet":
        """Return the cadres of the user's villages to those who may see cadres, and to everybody the own file."""
        own = Q(user=user) if user.is_authenticated else Q(pk__in=[])
        if user.may(Permission.CADRE_VIEW) and user.party_scope.prefixes:
            return self.filter(user.party_scope.predicate(self.scope_path) | own)
        return self.filter(own)


@track(exclude=["search_terms"])
class Cadre(KeepsIdNumber, FoundByName):
    """A person who holds, held or is proposed for a post in a village; `organisation` is the village whose file it is.

    ID number, address and state of health are kept encrypted and shown against a reason only, which is logged; the
    telephone is masked. `user` is the person's own account: whoever has one reads the own file and who looked into it.
    """

    organisation = models.ForeignKey("branches.Organisation", on_delete=models.PROTECT, related_name="cadres")
    user = models.OneToOneField(
        "branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="cadre", verbose_name=_("账号")
    )
    member = models.ForeignKey(
        "ledgers.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("党员名册")
    )
    name = models.CharField(_("姓名"), max_length=40)
    id_number_cipher = models.TextField(_("公民身份号码（密文）"), blank=True)
    id_number_hash = models.CharField(_("公民身份号码（查重码）"), max_length=64, blank=True)
    gender = models.CharField(_("性别"), max_length=1, choices=Gender.choices)
    ethnicity = models.CharField(_("民族"), max_length=20, default="汉族")  # i18n: data
    birth_date = models.DateField(_("出生日期"))
    native_place = models.CharField(_("籍贯"), max_length=40, blank=True)
    education = models.CharField(_("学历"), max_length=2, choices=Education.choices, blank=True)
    political_status = models.CharField(_("政治面貌"), max_length=2, choices=PoliticalStatus.choices)
    joined_on = models.DateField(_("入党日期"), null=True, blank=True)
    worked_from = models.DateField(_("参加工作日期"), null=True, blank=True)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    address_cipher = models.TextField(_("家庭住址（密文）"), blank=True)
    health_cipher = models.TextField(_("健康状况（密文）"), blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False)

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("村干部")
        verbose_name_plural = _("村干部")
        constraints = [
            models.UniqueConstraint(
                fields=["id_number_hash"], name="cadre_one_file_per_person", condition=~Q(id_number_hash="")
            ),
            models.CheckConstraint(
                name="cadre_id_number_pair",
                condition=Q(id_number_cipher="", id_number_hash="") | (~Q(id_number_cipher="") & ~Q(id_number_hash="")),
            ),
            models.CheckConstraint(name="cadre_has_name", condition=~Q(name="")),
            models.CheckConstraint(name="cadre_status_known", condition=Q(political_status__in=PoliticalStatus.values)),
            # Whoever is no Party member has no day of joining; for members the day may not be known yet.
            models.CheckConstraint(
                name="cadre_joined_as_member",
                condition=Q(joined_on=None)
                | Q(
                    political_status__in=[PoliticalStatus.MEMBER, PoliticalStatus.PROBATIONARY],
                    joined_on__gt=F("birth_date"),
                ),
            ),
            models.CheckConstraint(
                name="cadre_worked_after_birth", condition=Q(worked_from=None) | Q(worked_from__gt=F("birth_date"))
            ),
        ]
        indexes = [
            GinIndex(fields=["search_terms"], name="cadre_search"),
            models.Index(fields=["organisation", "name"], name="cadre_organisation_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_party_member(self) -> bool:
        return self.political_status == PoliticalStatus.MEMBER

    def age_on(self, day) -> int:
        """Return the full years of age on `day`."""
        return day.year - self.birth_date.year - ((day.month, day.day) < (self.birth_date.month, self.birth_date.day))


class OfCadreQuerySet(ScopedQuerySet):
    """Rows of a cadre's file: seen by those who see the cadre."""

    def visible_to(self, user) -> "OfCadreQuerySet":
        return self.filter(cadre__in=Cadre.objects.visible_to(user))

    def valid(self) -> "OfCadreQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class FileEntry(Withdrawable):
    """A line of a cadre's file. What is protected stands encrypted in `secret_cipher` and `title` is empty then.

    `since` and `until` are its time, `until` None for a single day or what lasts; `organ` is the school, the trainer or
    who honoured or decided. `effect_until` is the end of a measure's influence (处分影响期).
    """

    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("类别"), max_length=12, choices=EntryKind.choices)
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("截止日期"), null=True, blank=True)
    title = models.CharField(_("内容"), max_length=200, blank=True)
    organ = models.CharField(_("单位"), max_length=80, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    secret_cipher = models.TextField(_("内容（密文）"), blank=True)
    effect_until = models.DateField(_("影响期到"), null=True, blank=True)
    file = models.ForeignKey(
        "evidence.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("附件")
    )
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = OfCadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("档案记录")
        verbose_name_plural = _("档案记录")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(name="entry_kind_known", condition=Q(kind__in=EntryKind.values)),
            models.CheckConstraint(name="entry_dates_in_order", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="entry_secret_where_protected",
                condition=(Q(kind__in=PROTECTED_ENTRIES, title="", note="", file=None) & ~Q(secret_cipher=""))
                | (~Q(kind__in=PROTECTED_ENTRIES) & ~Q(title="") & Q(secret_cipher="", effect_until=None)),
            ),
            models.CheckConstraint(
                name="entry_effect_after_decision", condition=Q(effect_until=None) | Q(effect_until__gte=F("since"))
            ),
            withdrawn_in_full("entry_withdrawn_in_full"),
        ]
        indexes = [models.Index(fields=["cadre", "kind"], name="entry_cadre_kind")]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def is_protected(self) -> bool:
        return self.kind in PROTECTED_ENTRIES

    @property
    def secret(self) -> str:
        """The protected text. Only for the few places that may show it after a reason was kept."""
        return decrypt(self.secret_cipher)


class KinshipQuerySet(ScopedQuerySet):
    def visible_to(self, user) -> "KinshipQuerySet":
        return self.filter(first__in=Cadre.objects.visible_to(user), second__in=Cadre.objects.visible_to(user))

    def valid(self) -> "KinshipQuerySet":
        return self.filter(withdrawn_at=None)


@track()
class Kinship(Withdrawable):
    """Two cadres who are near relatives; the pair is kept once, the file made first first."""

    first = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(_("关系"), max_length=10, choices=Relation.choices)
    by = models.ForeignKey("branches.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"))

    objects = KinshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("近亲属关系")
        verbose_name_plural = _("近亲属关系")
        constraints = [
            models.CheckConstraint(name="kinship_pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="kinship_relation_known", condition=Q(relation__in=Relation.values)),
            models.UniqueConstraint(fields=["first", "second"], name="kinship_once", condition=Q(withdrawn_at=None)),
            withdrawn_in_full("kinship_withdrawn_in_full"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id} {self.get_relation_display()}"


class CadreAccessQuerySet(SensitiveAccessQuerySet):
    def visible_to(self, user) -> "CadreAccessQuerySet":
        """Return the openings in the user's scope and those of the own file; the audit administrator reads all."""
        if user.may(Permission.HISTORY_VIEW):
            return super().visible_to(user)
        return self.filter(Q(cadre__in=Cadre.objects.visible_to(user)) | Q(cadre=None, by=user))


class CadreAccess(Access):
    """One opening of protected items of cadres' files, append-only; `cadre` is None for an export of several."""

    cadre = models.ForeignKey(Cadre, null=True, blank=True, on_delete=models.PROTECT, related_name="accesses")
    kind = models.CharField(_("方式"), max_length=10, choices=AccessKind.choices)

    objects = CadreAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("村干部档案查看记录")
        verbose_name_plural = _("村干部档案查看记录")
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="cadre_access_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="cadre_access_one_or_several",
                condition=Q(kind=AccessKind.REVEAL, cadre__isnull=False, rows=1)
                | Q(kind=AccessKind.EXPORT, cadre=None),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "at"], name="cadre_access_organisation_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at}"
