"""Which room answers which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("arbetshubb.foundation.urls")),
    path("", include("arbetshubb.ui.urls")),
    path("people/", include("arbetshubb.people.urls")),
    path("places/", include("arbetshubb.places.urls")),
    path("distances/", include("arbetshubb.distances.urls")),
    path("statistics/", include("arbetshubb.statistics.urls")),
    path("mapping/", include("arbetshubb.mapping.urls")),
    path("plans/", include("arbetshubb.plans.urls")),
    path("location/", include("arbetshubb.location.urls")),
    path("reports/", include("arbetshubb.reports.urls")),
]


handler400 = "arbetshubb.ui.errors.bad_request"
handler403 = "arbetshubb.ui.errors.forbidden"
handler404 = "arbetshubb.ui.errors.not_found"
handler500 = "arbetshubb.ui.errors.server_error"
