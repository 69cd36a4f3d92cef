"""The Django app of all tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "tdkt.records"
    label = "records"
    verbose_name = "Sổ đăng ký"

    def ready(self) -> None:
        from tdkt.records import checks  # noqa: F401, PLC0415  (registers the checks, which need the apps loaded)
