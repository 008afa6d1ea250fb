"""Which kinds of texts there are: every room may bring one."""

from django.apps import apps


def edition_models():
    """Every class of editions, in a fixed order."""
    # Editions themselves ask for their like.
    from .editions import Edition

    found = [model for model in apps.get_models() if issubclass(model, Edition)]
    return sorted(found, key=lambda model: model._meta.label)
