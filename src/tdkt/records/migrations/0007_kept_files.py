"""The room for files and jobs of imports."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0006_identity")]
    operations: list[object] = []
