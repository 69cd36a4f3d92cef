"""What reading a line of a file met stays with the line: its repairs are shown beside the fact that came of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_identity")]
    operations = [migrations.AddField("sourceline", "problems", models.JSONField(null=True))]
