"""The root of the URLs: all screens are in `tdkt.web.urls`."""

from django.urls import include, path

urlpatterns = [path("", include("tdkt.web.urls"))]

handler400 = "tdkt.web.errors.bad_request"
handler403 = "tdkt.web.errors.forbidden"
handler404 = "tdkt.web.errors.not_found"
handler500 = "tdkt.web.errors.server_error"
