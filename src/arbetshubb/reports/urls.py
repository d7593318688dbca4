"""Addresses of the reports room."""

from django.urls import path

from arbetshubb.reports import views

app_name = "reports"
urlpatterns = [
    path("hubplan/<int:pk>/<str:format>", views.hubplan, name="hubplan"),
]
