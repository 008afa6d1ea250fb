"""The site's table of contents."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from library.views import document, picture
from publishing.previews import SharedPreview
from publishing.public_release import ReleasePage

from . import home, sitemaps

urlpatterns = [
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-site.xml", sitemaps.site, name="sitemap-site"),
    path("sitemap-articles-<int:number>.xml", sitemaps.articles, name="sitemap-articles"),
    path("sitemap-meetings-<int:number>.xml", sitemaps.meetings, name="sitemap-meetings"),
    path("sitemap-people-<int:number>.xml", sitemaps.people, name="sitemap-people"),
    re_path(r"^media/pictures/(?P<name>[0-9a-f]{2}/[0-9a-f]{32}\.(?:jpg|png|webp))$", picture, name="picture"),
    re_path(r"^media/documents/(?P<name>[0-9a-f]{2}/[0-9a-f]{32}\.pdf)$", document, name="document"),
    # In no language's tree: the page speaks the language of its text, and the address tells nothing of it.
    path("preview/<str:token>/", SharedPreview.as_view(), name="preview"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", home.Home.as_view(), name="home"),
        path("releases/<int:pk>/", ReleasePage.as_view(), name="release"),
        path("", include("meetings.urls")),
        path("", include("people.urls")),
        path("", include("news.urls")),
        prefix_default_language=False,
    ),
]

handler400 = home.bad_request
handler403 = home.forbidden
handler404 = home.not_found
handler500 = home.server_error
