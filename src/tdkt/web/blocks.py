"""Clusters and blocks on screen: a year from its pledges by the marks of three hands to the ranking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
