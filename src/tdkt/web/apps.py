"""The Django app of the screens: templates, static files and tags; no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tdkt.web"
    label = "web"
    verbose_name = "Màn hình"
