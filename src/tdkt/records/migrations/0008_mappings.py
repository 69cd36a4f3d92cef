"""What an office has said of the lists it gets: how a sender's columns are meant, and what its abbreviations stand for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("records", "0007_kept_files")]

    operations = [
        migrations.CreateModel(
            name='OfficeAbbreviation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('short', models.CharField(max_length=40)),
                ('long', models.CharField(max_length=200)),
                ('key', models.CharField(max_length=40)),
                ('ended', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
            ],
            options={
                'ordering': ['key'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended__isnull', True)), fields=('key',), name='officeabbreviation_one_stands')],
            },
        ),
        migrations.CreateModel(
            name='SentMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=32)),
                ('labels', models.JSONField(default=list)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('fields', models.JSONField(default=dict)),
                ('ended', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('unit', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.unit')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended__isnull', True)), fields=('unit', 'fingerprint'), name='sentmapping_one_stands')],
            },
        ),
    ]
