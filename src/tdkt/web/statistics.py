"""The yearly statistics of emulation and commendation on screen, each number open to its rows."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
