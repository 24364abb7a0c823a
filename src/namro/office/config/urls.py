"""Every address of the site: each app names its own below its word; what signed-out people may see says so itself.

Whoever is not signed in is sent to the sign-in page by Django's own `LoginRequiredMiddleware`, except on views marked
`login_not_required`: a test tries every address signed out and in every role.
"""

from __future__ import annotations

from django.urls import include, path

from namro.office.common.health import health

handler400 = "namro.office.common.refusals.bad_request"
handler500 = "namro.office.common.refusals.server_error"

urlpatterns = [
    path("suc-khoe", health, name="health"),
    path("", include("namro.office.dashboards.urls")),
    path("", include("namro.office.common.urls")),
    path("van-ban/", include("namro.office.notices.urls")),
    path("ra-soat/", include("namro.office.review.urls")),
    path("nhiem-vu/", include("namro.office.directives.urls")),
    path("tim/", include("namro.office.search.urls")),
    path("trao-doi/", include("namro.office.exchange.urls")),
    path("so-cai/", include("namro.office.ledger.urls")),
    path("nguoi-dung/", include("namro.office.accounts.urls")),
    path("tai-khoan/", include("allauth.urls")),
]
