"""The safe-area standard on screen: who registers for a year, what was found, what was decided, the shares of a commune."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
