"""Posts, with who holds them."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from publishing import clock

from ..models import Appointment, Post, PostName
from .choosers import Choosing
from .names import NamedAdmin, NameInline


class PostNameInline(NameInline):
    model = PostName


@admin.register(Post)
class PostAdmin(Choosing, NamedAdmin):
    list_display = ("name_shown", "body", "state", "rank", "holders")
    list_select_related = ("body", "state")
    list_filter = ("body", "state", "rank", "several")
    fields = (("body", "state"), ("rank", "order"), "several", "own_language")
    autocomplete_fields = ("body", "state")
    inlines = (PostNameInline,)

    def get_queryset(self, request):
        present = Appointment.objects.in_office(clock.today()).select_related("person").order_by("acting", "first_day")
        return super().get_queryset(request).prefetch_related(Prefetch("appointments", present, to_attr="present"))

    @admin.display(description=_("held by"))
    def holders(self, post):
        names = [f"{one.person} ({_('acting')})" if one.acting else str(one.person) for one in post.present]
        return ", ".join(names) or "–"
