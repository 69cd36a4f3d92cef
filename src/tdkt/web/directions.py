"""Directions of leaders on screen: given, reported on, done, carried on to the next year."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
