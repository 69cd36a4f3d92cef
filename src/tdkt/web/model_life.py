"""The life of a model on screen: its steps, places, groups, yearly ratings, and where it was taken up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
