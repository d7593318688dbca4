"""Addresses of the foundation."""

from django.urls import path

from arbetshubb.foundation.views import audit, home, jobs, signing_in

app_name = "foundation"
urlpatterns = [
    path("", home.home, name="home"),
    path("health/", home.health, name="health"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("demo/", signing_in.demo, name="demo"),
    path("demo/<slug:username>/", signing_in.be_persona, name="be_persona"),
    path("arrive/", signing_in.arrive, name="arrive"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:pk>/", jobs.job, name="job"),
    path("jobs/<uuid:pk>/progress/", jobs.job_progress, name="job_progress"),
    path("jobs/<uuid:pk>/cancel/", jobs.cancel_job, name="cancel_job"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export/", audit.audit_export, name="audit_export"),
]
