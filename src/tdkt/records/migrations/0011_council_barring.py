"""Which conflicts of interest keep a member out of an item: a council's own rule."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0010_nominations")]

    operations = [
        migrations.AddField("council", "barring", models.JSONField(blank=True, null=True)),
        migrations.AddField("councilversion", "barring", models.JSONField(blank=True, null=True)),
    ]
