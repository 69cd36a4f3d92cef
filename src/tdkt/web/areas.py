"""Places of the map on screen: districts and communes by date, and the map of the province by old and new places."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
