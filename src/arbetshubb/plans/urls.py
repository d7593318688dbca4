"""Addresses of the plans room."""

from django.urls import path

from arbetshubb.plans.views import comparing, result, scenarios

app_name = "plans"
urlpatterns = [
    path("", scenarios.home, name="home"),
    path("new/", scenarios.new, name="new"),
    path("compare/", comparing.compare, name="compare"),
    path("<int:pk>/", result.scenario, name="scenario"),
    path("<int:pk>/progress/", result.progress, name="progress"),
    path("<int:pk>/map.json", result.map_data, name="map"),
    path("<int:pk>/start/", scenarios.start, name="start"),
    path("<int:pk>/cancel/", scenarios.cancel, name="cancel"),
    path("<int:pk>/rename/", scenarios.rename, name="rename"),
    path("<int:pk>/delete/", scenarios.delete, name="delete"),
    path("<int:pk>/loosen/<slug:demand>/", result.loosen, name="loosen"),
    path("<int:pk>/why/<slug:key>/", result.why, name="why"),
    path("<int:pk>/alternatives/<int:number>/", result.alternative, name="alternative"),
    path(
        "<int:pk>/alternatives/<int:number>/plan/", result.make_alternative, name="make_alternative"
    ),
    path("<int:pk>/hubs/<path:site_id>/", result.hub, name="hub"),
]
