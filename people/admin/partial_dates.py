"""One text box for a day, or a month where only that is known, or nothing."""

import re
from datetime import date
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Precision

ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?")
EARLIEST, LATEST = 1900, 2100
DOTTED = re.compile(r"(?:(?P<day>[0-9]{1,2})\.)?(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")


class PartialDate(NamedTuple):
    """A day and how exactly it is known; a month is its first day. Nothing: PartialDate()."""

    day: date | None = None
    precision: str = Precision.DAY

    def __str__(self):
        if self.day is None:
            return ""
        return f"{self.day:%Y-%m}" if self.precision == Precision.MONTH else f"{self.day:%Y-%m-%d}"


class PartialDateField(forms.CharField):
    """Its value is a PartialDate. Takes 2018-11-30, 30.11.2018, 2018-11, 11.2018, or nothing."""

    def __init__(self, **kwargs):
        attrs = {"class": "vDateField", "autocomplete": "off", "placeholder": "2018-11-30"}
        super().__init__(**{"required": False, "max_length": 40, "widget": forms.TextInput(attrs=attrs), **kwargs})

    def prepare_value(self, value):
        return str(value) if isinstance(value, PartialDate) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return PartialDate()
        match = ISO.fullmatch(text) or DOTTED.fullmatch(text)
        try:
            day = date(*(int(match[name] or 1) for name in ("year", "month", "day")))
        except (TypeError, ValueError):
            sentence = _("“%(text)s” is not a day. Write 2018-11-30, or 2018-11 if only the month is known.")
            raise ValidationError(sentence % {"text": text}) from None
        if not EARLIEST <= day.year <= LATEST:
            raise ValidationError(_("The year %(year)s cannot be right. Write the day anew.") % {"year": day.year})
        return PartialDate(day, Precision.DAY if match["day"] else Precision.MONTH)

    def has_changed(self, initial, data):
        try:
            return PartialDate(*(initial or ())) != self.clean(data)
        except (ValidationError, TypeError):
            return True
