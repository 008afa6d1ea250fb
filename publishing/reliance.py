"""Which texts rely on a record of another room: those that name it in a field, in a relation or in a row."""

from django.apps import apps
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _

from .editions import Edition
from .parts import Part


def editions_with(kind, keys):
    """For each way in which texts can name records of a model: a queryset of the editions that name any of these."""
    # Hidden ones, too: most of our texts declare no way back.
    relations = [
        field for field in kind._meta.get_fields(include_hidden=True) if field.auto_created and field.is_relation
    ]
    for relation in relations:
        model, names = relation.related_model, {f"{relation.field.name}__in": keys}
        if issubclass(model, Edition):
            yield model.objects.filter(**names)
        elif issubclass(model, Part):
            editions = model._meta.get_field("edition").related_model
            yield editions.objects.filter(pk__in=model.objects.filter(**names).values("edition"))


def relied_on_before(thing, instant):
    """An approved edition that names it and is public, or was to be, before that instant; the earliest, or None."""
    for editions in editions_with(type(thing), [thing.pk]):
        found = editions.filter(live_from__lt=instant).order_by("live_from").first()
        if found:
            return found
    return None


def has_been_approved_with(kind, keys):
    """Whether an approved edition names any of these records of a model, whether it is out or not."""
    return any(editions.approved().exists() for editions in editions_with(kind, keys))


def is_relied_on(thing):
    """Whether any edition names it, in whatever state."""
    return any(editions.exists() for editions in editions_with(type(thing), [thing.pk]))


def keep_what_texts_name():
    """Foreign keys protect what they lead to; the many-to-many relations of editions do from now on."""
    editions = [model for model in apps.get_models() if issubclass(model, Edition)]
    for related in {field.related_model for model in editions for field in model.content_relations()}:
        pre_delete.connect(refuse_deletion, sender=related)


def refuse_deletion(sender, instance, **kwargs):
    if is_relied_on(instance):
        raise ProtectedError(_("Texts name “%(thing)s”, so it stays.") % {"thing": instance}, {instance})
