"""States: members of the organisation, and others that take part."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .names import Kind, Name, Named


class Status(models.TextChoices):
    MEMBER = "member", _("member state")
    OBSERVER = "observer", _("observer")
    PARTNER = "partner", _("partner")
    OTHER = "other", _("another state")


class State(Named):
    code = models.CharField(
        _("code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[a-z]{2}$", _("Use the two small letters of ISO 3166: by."))],
        help_text=_("The two letters of ISO 3166, small. They stand in addresses. Example: by."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.MEMBER)

    class Meta:
        verbose_name = _("state")
        verbose_name_plural = _("states")
        default_permissions = ("add", "change", "view", "delete")
        ordering = ("code",)


class StateName(Name):
    kinds = (Kind.NAME, Kind.LONG, Kind.VARIANT)

    owner = models.ForeignKey(State, on_delete=models.CASCADE, related_name="name_rows")

    class Meta(Name.Meta):
        pass
