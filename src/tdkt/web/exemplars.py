"""Advanced exemplars on screen: found, nurtured by a plan, reviewed, honoured, told of, taken up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
