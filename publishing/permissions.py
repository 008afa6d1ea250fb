"""Every permission of the workflow is checked here, on the server, whatever the way in."""

from django.utils.translation import gettext as _

from .refusals import Forbidden


def codename(action, model):
    """The permission for an action on rows of that model: "news.approve_articleedition"."""
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def may(user, action, model):
    """Whether the user, if active, holds the permission."""
    return user.has_perm(codename(action, model))


def permit(user, action, model):
    """Raises Forbidden, with a sentence, unless the user may."""
    if not may(user, action, model):
        raise Forbidden(
            _("Your account may not do this (%(permission)s). Ask a moderator or an administrator.")
            % {"permission": codename(action, model)}
        )
