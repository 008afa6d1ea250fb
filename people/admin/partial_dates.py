"""One text box for a day, or a month where only that is known, or nothing."""

from datetime import date
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from publishing import clock

from ..models import Precision
from ..models.tenures import read_day


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
        try:
            typed = PartialDate(*read_day(text))
        except ValueError:
            sentence = _("“%(text)s” is not a day. Write 2018-11-30, or 2018-11 if only the month is known.")
            raise ValidationError(sentence % {"text": text}) from None
        if not clock.FIRST_DAY <= typed.day <= clock.LAST_DAY:
            sentence = _("The year %(year)s cannot be right. Write the day anew.")
            raise ValidationError(sentence % {"year": typed.day.year})
        return typed

    def has_changed(self, initial, data):
        try:
            return PartialDate(*(initial or ())) != self.clean(data)
        except (ValidationError, TypeError):
            return True
