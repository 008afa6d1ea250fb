"""Which approved texts rely on a row of this room. They live in rooms above: their foreign keys lead to them."""

from publishing.editions import Edition
from publishing.parts import Part


def editions_with(thing):
    """For each way in which texts can name it: a queryset of the editions that do."""
    # Hidden ones, too: most of our texts declare no way back.
    relations = [
        field for field in thing._meta.get_fields(include_hidden=True) if field.auto_created and field.is_relation
    ]
    for relation in relations:
        model = relation.related_model
        if issubclass(model, Edition):
            yield model.objects.filter(**{relation.field.name: thing})
        elif issubclass(model, Part):
            editions = model._meta.get_field("edition").related_model
            yield editions.objects.filter(pk__in=model.objects.filter(**{relation.field.name: thing}).values("edition"))


def relied_on_before(thing, instant):
    """An approved edition that names it and is public, or was to be, before that instant; the earliest, or None."""
    for editions in editions_with(thing):
        found = editions.filter(live_from__lt=instant).order_by("live_from").first()
        if found:
            return found
    return None


def is_relied_on(thing):
    """Whether any edition names it, in whatever state."""
    return any(editions.exists() for editions in editions_with(thing))
