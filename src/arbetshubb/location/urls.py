"""Addresses of the room."""

from django.urls import path

from arbetshubb.location.views import checks, home, reach, relocation

app_name = "location"
urlpatterns = [
    path("", home.home, name="home"),
    path("relocation/", relocation.relocation, name="relocation"),
    path("relocation/export/", relocation.relocation_export, name="relocation_export"),
    path("relocation/why/", relocation.relocation_why, name="relocation_why"),
    path("relocation/<int:unit_pk>/<int:place_pk>/", relocation.pair, name="pair"),
    path("units/", relocation.units, name="units"),
    path("units/<int:unit_pk>/", relocation.tasks, name="tasks"),
    path("checks/", checks.register, name="checks"),
    path("checks/export/", checks.register_export, name="checks_export"),
    path("checks/new/", checks.new, name="check_new"),
    path("checks/<int:pk>/", checks.check, name="check"),
    path("checks/<int:pk>/edit/", checks.edit, name="check_edit"),
    path("checks/<int:pk>/decide/", checks.decide, name="check_decide"),
    path("checks/<int:pk>/replace/", checks.replace, name="check_replace"),
    path("checks/<int:pk>/delete/", checks.delete, name="check_delete"),
    path("reach/", reach.reach, name="reach"),
    path("reach/map.json", reach.reach_map, name="reach_map"),
    path("reach/export/", reach.reach_export, name="reach_export"),
    path("posts/", reach.posts, name="posts"),
    path("posts/save/", reach.post_save, name="post_save"),
    path("posts/<int:pk>/", reach.post, name="post"),
    path("posts/<int:pk>/export/", reach.post_export, name="post_export"),
    path("posts/<int:pk>/delete/", reach.post_delete, name="post_delete"),
]
