"""Weekly and monthly classes on screen: entering, quotas, and who has not entered."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
