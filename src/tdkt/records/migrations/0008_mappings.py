"""The room for remembered meanings of columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0007_kept_files")]
    operations: list[object] = []
