"""Addresses of the statistics."""

from django.urls import path

from arbetshubb.statistics.views import flows, importing, municipal, overview, places

app_name = "statistics"
urlpatterns = [
    path("", overview.home, name="home"),
    path("commuting/", flows.commuting, name="commuting"),
    path("commuting/<slug:table>/export/", flows.commuting_export, name="commuting_export"),
    path("migration/", municipal.moving, name="moving"),
    path("migration/export/", municipal.moving_export, name="moving_export"),
    path("key-figures/", municipal.indicators, name="indicators"),
    path("key-figures/export/", municipal.indicators_export, name="indicators_export"),
    path("catchments/", places.catchments, name="catchments"),
    path("catchments/export/", places.catchments_export, name="catchments_export"),
    path("import/", importing.import_page, name="import"),
    path("fetch/scb/", importing.fetch_scb, name="fetch_scb"),
    path("fetch/kolada/", importing.fetch_kolada, name="fetch_kolada"),
    path("editions/<int:pk>/", importing.edition, name="edition"),
    path("editions/<int:pk>/apply/", importing.apply, name="apply"),
    path("editions/<int:pk>/put-away/", importing.abandon, name="put_away"),
    path("<int:pk>/", overview.dataset, name="dataset"),
    path("<int:pk>/export/", overview.dataset_export, name="dataset_export"),
    path("<int:pk>/squares/", overview.squares, name="squares"),
    path("<int:pk>/breaks/", overview.add_break, name="add_break"),
]
