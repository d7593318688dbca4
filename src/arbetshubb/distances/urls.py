"""Addresses of the room."""

from django.urls import path

from arbetshubb.distances.views import known, look, questions, reach

app_name = "distances"
urlpatterns = [
    path("", look.home, name="home"),
    path("why/", look.why, name="why"),
    path("reach/", reach.reach, name="reach"),
    path("reach/export.xlsx", reach.export, name="reach_export"),
    path("ask/", questions.new, name="ask"),
    path("mine/", questions.mine, name="mine"),
    path("questions/", questions.questions, name="questions"),
    path("questions/export.xlsx", questions.questions_export, name="questions_export"),
    path("questions/<int:pk>/", questions.question, name="question"),
    path("questions/<int:pk>/correct/", questions.correct_it, name="correct"),
    path("questions/<int:pk>/keep/", questions.keep_it, name="keep"),
    path("known/", known.known, name="known"),
    path("known/export.xlsx", known.export, name="known_export"),
    path("known/template.xlsx", known.template, name="known_template"),
    path("known/add/", known.add, name="known_add"),
    path("known/<int:pk>/", known.one, name="known_one"),
    path("known/import/", known.import_file, name="import"),
    path("known/import/<int:pk>/", known.import_batch, name="import_batch"),
    path("known/import/<int:pk>/apply/", known.import_apply, name="import_apply"),
    path("known/import/<int:pk>/abandon/", known.import_abandon, name="import_abandon"),
]
