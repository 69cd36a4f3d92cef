"""A plan that waits: its file, what was read from it, and how a person settled its rows."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0002_versions_are_kept'),
    ]

    operations = [
        migrations.AddField(
            model_name='importbatch',
            name='choices',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='head',
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='kept',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='read',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='revision',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
