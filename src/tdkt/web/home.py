"""The home page: the day, and what waits to be done."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse


def start(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page."""
    return HttpResponseRedirect(reverse("home"))


def home(request: HttpRequest) -> HttpResponse:
    """Where each day begins."""
    return render(request, "home.html")


urlpatterns = [
    path("", start, name="start"),
    path("ban-viec/", home, name="home"),
]
