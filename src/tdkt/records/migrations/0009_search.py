"""The room for the index of search words."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0008_mappings")]
    operations: list[object] = []
