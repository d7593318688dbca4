"""Addresses of the reports room."""

from django.urls import path

from arbetshubb.reports.views import hubplan, municipal

app_name = "reports"
urlpatterns = [
    path("hubplan/<int:pk>/<str:format>", hubplan.hubplan, name="hubplan"),
    path("municipal/", municipal.municipal, name="municipal"),
    path("municipal/all/", municipal.make_all, name="municipal_all"),
    path("municipal/files/<int:pk>/", municipal.ready, name="municipal_ready"),
    path("municipal/files/<int:pk>/download/", municipal.download, name="municipal_download"),
    path("municipal/<str:code>.pdf", municipal.one, name="municipal_one"),
]
