"""Pages that belong to no room."""

from django.urls import path
from django.views.i18n import set_language

from arbetshubb.ui import views
from arbetshubb.ui.basemap import basemap
from arbetshubb.ui.gallery import gallery

app_name = "ui"
urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("basemap.pmtiles", basemap, name="basemap"),
    path("language/", set_language, name="language"),
    path("gallery/", gallery, name="gallery"),
]
