"""Parts of addresses that several rooms use: `<year:year>` and `<month:month>`, each with one spelling.

They are known once this module has been imported: a table of addresses that uses them does so.
"""

from django.urls import register_converter


class Digits:
    """A number of exactly so many digits: an address has one spelling."""

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{int(value):0{self.width}}"


class Year(Digits):
    regex, width = "[0-9]{4}", 4


class MonthNumber(Digits):
    regex, width = "[0-9]{2}", 2


register_converter(Year, "year")
register_converter(MonthNumber, "month")
