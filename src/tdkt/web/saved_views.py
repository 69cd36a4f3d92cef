"""Lists saved under a name with their filters, grouped and given out as they are seen."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
