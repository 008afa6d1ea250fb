"""Who may do what: two groups with exactly the permissions they need, made true after every migration."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

EDITORS, MODERATORS = "Editors", "Moderators"

WRITE = ("add", "change", "view", "submit")
DECIDE = ("approve", "withdraw", "override")
# Who is who is the moderators' to say: it is public at once, without a second pair of eyes.
REFERENCE = ("state", "body", "post", "person", "appointment", "chairmanship")
EDITOR_PERMISSIONS = {
    "news.articleedition": WRITE,
    "meetings.meetingedition": WRITE,
    **{f"people.{name}": ("view",) for name in REFERENCE},
    "news.section": ("view",),
    "news.topic": ("add", "view"),
    "news.quarantinedpage": ("view",),
    "library.picture": ("add", "change", "view"),
    "library.document": ("add", "change", "view"),
    "publishing.event": ("view", "travel_past"),
    "publishing.release": ("view",),
}
MODERATOR_PERMISSIONS = {
    **EDITOR_PERMISSIONS,
    "news.articleedition": (*WRITE, *DECIDE),
    "meetings.meetingedition": (*WRITE, *DECIDE),
    **{f"people.{name}": ("add", "change", "view", "delete") for name in REFERENCE},
    "news.seenname": ("view", "change"),
    "news.section": ("add", "change", "view"),
    "news.topic": ("add", "change", "view"),
    "news.quarantinedpage": ("change", "view"),
    "publishing.event": ("view", "travel_past", "travel_future"),
    "publishing.release": ("add", "change", "view"),
    "publishing.freeze": ("change",),
    "publishing.notice": ("view", "retry"),
}
# "import" (a past live period) is nobody's: administrators import, as superusers.


def make_groups(using, **kwargs):
    """Give both groups their permissions, creating what does not exist yet. Runs after migrate; safe to repeat."""
    from django.contrib.auth.models import Group, Permission

    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0, using=using)
    for name, wanted in ((EDITORS, EDITOR_PERMISSIONS), (MODERATORS, MODERATOR_PERMISSIONS)):
        group, _ = Group.objects.using(using).get_or_create(name=name)
        codenames = [
            (label.split(".")[0], f"{action}_{label.split('.')[1]}")
            for label, actions in wanted.items()
            for action in actions
        ]
        found = (
            Permission.objects.using(using)
            .select_related("content_type")
            .filter(codename__in=[codename for _, codename in codenames])
        )
        group.permissions.set(p for p in found if (p.content_type.app_label, p.codename) in codenames)
