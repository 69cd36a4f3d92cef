"""The room for who is who: merging and parting of persons."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0005_packed_rows")]
    operations: list[object] = []
