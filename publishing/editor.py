"""The rich-text editor: one field and one widget, so that it can be replaced in a day.

CKEditor 4.22.1 gets no fixes any more. It is fenced: its filter is made from the server's allow-list, everything that
calls out or draws frames is removed, its samples and test pages are never collected, and only the pages that carry it
allow what it needs to run (`EDITOR_CSP`).
"""

import json

from ckeditor.widgets import CKEditorWidget
from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import Error
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Media
from django.utils.decorators import method_decorator
from django.utils.translation import get_language

from .refusals import Refused
from .sanitising import ALLOWED, NEW_NAMES, clean_html

REMOVED_PLUGINS = (
    "exportpdf scayt wsc flash iframe iframedialog forms print preview templates embed embedbase embedsemantic "
    "autoembed mathjax docprops sourcedialog codesnippet codesnippetgeshi devtools uploadimage uploadwidget "
    "filebrowser easyimage cloudservices image image2 smiley pagebreak newpage save language font colorbutton "
    "colordialog justify bidi div stylescombo showblocks about a11yhelp magicline elementspath resize"
).split()

# The server's allow-list, and the headings that it renames: pasted from elsewhere they stay headings.
EDITOR_ALLOWS = ALLOWED | {name: () for name in NEW_NAMES if name.startswith("h")}

EDITOR_CONFIG = {
    "toolbar": [
        ["Format"],
        ["Bold", "Italic", "Strike", "Subscript", "Superscript", "RemoveFormat"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["Link", "Unlink", "Table", "HorizontalRule", "SpecialChar"],
        ["PasteText", "PasteFromWord", "Undo", "Redo", "Find"],
        ["Maximize"],
    ],
    "format_tags": "p;h2;h3;h4",
    "allowedContent": {tag: {"attributes": ",".join(names)} if names else True for tag, names in EDITOR_ALLOWS.items()},
    "disallowedContent": "script style iframe object embed form input *[on*]",
    # The text is edited in the page itself: a frame would need an inline script whose hash changes with every plugin.
    "extraPlugins": "divarea",
    "removePlugins": ",".join(REMOVED_PLUGINS),
    "removeDialogTabs": "link:advanced;link:target;link:upload;table:advanced",
    "linkDefaultProtocol": "https://",
    "versionCheck": False,
    "fullPage": False,
    "entities": False,
    "disableNativeSpellChecker": False,
    "width": "100%",
    "height": 420,
}

# What CKEditor needs to run, measured in Chromium: its toolbar lives on on*= attributes and inline styles. Inline
# <script> stays blocked. The stored text contains none of it: sanitising.py is the boundary.
EDITOR_CSP = {"script-src-attr": ["'unsafe-inline'"], "style-src": [SELF, "'unsafe-inline'"]}


class EditorPages:
    """For admin classes whose forms carry the editor: their pages allow what it needs to run."""

    @method_decorator(csp_update(EDITOR_CSP))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)


class RichTextWidget(CKEditorWidget):
    """CKEditor with our configuration, speaking the language of the page."""

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs)
        self.config = dict(EDITOR_CONFIG)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        config = {**EDITOR_CONFIG, "language": get_language() or "en"}
        context["widget"]["config"] = json.dumps(config)
        return context

    @property
    def media(self):
        return super().media + Media(css={"all": ["editor-content.css"]})


class RichTextField(models.TextField):
    """Sanitised HTML: the value is cleaned before it reaches the database, whatever the way in."""

    def pre_save(self, model_instance, add):
        cleaned = clean_html(getattr(model_instance, self.attname) or "", self.name)
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def clean(self, value, model_instance):
        """Refuses, beside its field in a form, what is too long or too deep to be cleaned."""
        try:
            return super().clean(clean_html(value or "", self.name), model_instance)
        except Refused as refusal:
            raise ValidationError([problem.sentence for problem in refusal.problems]) from refusal

    def formfield(self, **kwargs):
        # The admin would put its plain text area in: where there is rich text, there is its editor.
        return super().formfield(**{**kwargs, "widget": RichTextWidget})


class LeanEditorFinder(AppDirectoriesFinder):
    """Static files of the apps without what the editor's package ships beside the editor: test pages, file managers,
    an old jQuery, plugins that are removed anyway."""

    LEFT_OUT = [
        "galleriffic/*",
        "file-icons/*",
        "ckeditor/galleriffic/*",
        "ckeditor/file-icons/*",
        "ckeditor/ckeditor/samples/*",
        "ckeditor/ckeditor/adapters/*",
        "ckeditor/ckeditor/*.md",
        "*/adobeair/*",
        *(
            f"ckeditor/ckeditor/plugins/{name}/*"
            for name in (
                "exportpdf scayt wsc flash iframe iframedialog forms preview templates docprops codesnippetgeshi "
                "codesnippet devtools embed embedbase embedsemantic autoembed mathjax sourcedialog image image2 "
                "easyimage smiley print uploadimage uploadfile about"
            ).split()
        ),
    ]

    def list(self, ignore_patterns):
        for path, storage in super().list(ignore_patterns):
            if not matches_patterns(path, self.LEFT_OUT):
                yield path, storage

    def find(self, path, **kwargs):
        if matches_patterns(path, self.LEFT_OUT):
            return [] if kwargs.get("find_all") or kwargs.get("all") else None
        return super().find(path, **kwargs)


def check_the_fence(app_configs, **kwargs):
    """System check publishing.E001: the editor's fence stands. It alone lets us silence CKEditor's own warning."""
    config = EDITOR_CONFIG
    extra = str(config.get("extraAllowedContent", ""))
    broken = [
        reason
        for reason, is_broken in (
            ("fullPage is on", config.get("fullPage")),
            ("allowedContent does not come from the allow-list", set(config["allowedContent"]) != set(EDITOR_ALLOWS)),
            ("extraAllowedContent opens it", any(word in extra for word in ("script", "style", "on", "iframe"))),
            ("versionCheck is on", config.get("versionCheck") is not False),
            ("the allow-list lets scripts in", {"script", "style", "iframe", "object", "svg", "math"} & set(ALLOWED)),
        )
        if is_broken
    ]
    return [Error(f"The editor's fence is broken: {reason}.", id="publishing.E001") for reason in broken]
