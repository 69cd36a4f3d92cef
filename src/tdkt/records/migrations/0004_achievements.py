"""Initiatives, disciplines, rankings, departures and the standing of units, each with its versions and the triggers that keep them."""

from importlib import import_module
import django.db.models.deletion
from django.db import migrations, models


VERSIONS = ["departureversion", "disciplineversion", "initiativeversion", "rankingversion", "unitstandingversion"]
kept = import_module("tdkt.records.migrations.0002_versions_are_kept")


def install(apps, schema_editor):
    kept.keep(apps, schema_editor, VERSIONS)


def remove(apps, schema_editor):
    kept.let_go(schema_editor, VERSIONS)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_kept_plans'),
    ]

    operations = [
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.sourceline')),
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='departure', to='records.subject')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DepartureVersion',
            fields=[
                ('version', models.BigAutoField(primary_key=True, serialize=False)),
                ('row', models.BigIntegerField()),
                ('known_from', models.DateTimeField()),
                ('known_to', models.DateTimeField(null=True)),
                ('source_id', models.BigIntegerField(blank=True, null=True)),
                ('subject_id', models.BigIntegerField(blank=True)),
                ('day', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['row', 'known_from'], name='departureversion_row')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('row',), name='departureversion_one_open'), models.CheckConstraint(condition=models.Q(('known_to__isnull', True), ('known_to__gte', models.F('known_from')), _connector='OR'), name='departureversion_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Discipline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(blank=True, max_length=20)),
                ('from_day', models.CharField(blank=True, max_length=10)),
                ('to_day', models.CharField(blank=True, max_length=10)),
                ('decision_number', models.CharField(blank=True, max_length=60)),
                ('note', models.TextField(blank=True)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.sourceline')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='records.subject')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'form', 'from_day'), name='discipline_once_a_day'), models.CheckConstraint(condition=models.Q(('form', ''), ('form__in', ('under-investigation', 'khien-trach', 'canh-cao', 'giang-chuc', 'cach-chuc', 'tuoc-danh-hieu')), _connector='OR'), name='discipline_known_form')],
            },
        ),
        migrations.CreateModel(
            name='DisciplineVersion',
            fields=[
                ('version', models.BigAutoField(primary_key=True, serialize=False)),
                ('row', models.BigIntegerField()),
                ('known_from', models.DateTimeField()),
                ('known_to', models.DateTimeField(null=True)),
                ('source_id', models.BigIntegerField(blank=True, null=True)),
                ('subject_id', models.BigIntegerField(blank=True)),
                ('form', models.CharField(blank=True, max_length=20)),
                ('from_day', models.CharField(blank=True, max_length=10)),
                ('to_day', models.CharField(blank=True, max_length=10)),
                ('decision_number', models.CharField(blank=True, max_length=60)),
                ('note', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['row', 'known_from'], name='disciplineversion_row')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('row',), name='disciplineversion_one_open'), models.CheckConstraint(condition=models.Q(('known_to__isnull', True), ('known_to__gte', models.F('known_from')), _connector='OR'), name='disciplineversion_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(blank=True, max_length=10)),
                ('scope', models.CharField(blank=True, max_length=16)),
                ('name', models.TextField()),
                ('folded', models.CharField(max_length=300)),
                ('decision_number', models.CharField(blank=True, max_length=60)),
                ('note', models.TextField(blank=True)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.sourceline')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='records.subject')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'year', 'folded'), name='initiative_once_a_year'), models.CheckConstraint(condition=models.Q(('kind', ''), ('kind__in', ('sang-kien', 'de-tai', 'muu-tri')), _connector='OR'), name='initiative_known_kind'), models.CheckConstraint(condition=models.Q(('scope', ''), ('scope__in', ('co-so', 'bo-tinh', 'toan-luc-luong', 'toan-quoc')), _connector='OR'), name='initiative_known_scope')],
            },
        ),
        migrations.CreateModel(
            name='InitiativeVersion',
            fields=[
                ('version', models.BigAutoField(primary_key=True, serialize=False)),
                ('row', models.BigIntegerField()),
                ('known_from', models.DateTimeField()),
                ('known_to', models.DateTimeField(null=True)),
                ('source_id', models.BigIntegerField(blank=True, null=True)),
                ('subject_id', models.BigIntegerField(blank=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(blank=True, max_length=10)),
                ('scope', models.CharField(blank=True, max_length=16)),
                ('name', models.TextField()),
                ('folded', models.CharField(max_length=300)),
                ('decision_number', models.CharField(blank=True, max_length=60)),
                ('note', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['row', 'known_from'], name='initiativeversion_row')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('row',), name='initiativeversion_one_open'), models.CheckConstraint(condition=models.Q(('known_to__isnull', True), ('known_to__gte', models.F('known_from')), _connector='OR'), name='initiativeversion_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Ranking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('group', models.CharField(max_length=200)),
                ('group_level', models.CharField(max_length=12)),
                ('rank', models.PositiveSmallIntegerField()),
                ('note', models.TextField(blank=True)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.sourceline')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='records.subject')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'year', 'group'), name='ranking_once_a_year'), models.CheckConstraint(condition=models.Q(('group_level__in', ('unit', 'bo-tinh', 'trung-uong'))), name='ranking_known_level'), models.CheckConstraint(condition=models.Q(('rank__gte', 1)), name='ranking_from_first')],
            },
        ),
        migrations.CreateModel(
            name='RankingVersion',
            fields=[
                ('version', models.BigAutoField(primary_key=True, serialize=False)),
                ('row', models.BigIntegerField()),
                ('known_from', models.DateTimeField()),
                ('known_to', models.DateTimeField(null=True)),
                ('source_id', models.BigIntegerField(blank=True, null=True)),
                ('subject_id', models.BigIntegerField(blank=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('group', models.CharField(max_length=200)),
                ('group_level', models.CharField(max_length=12)),
                ('rank', models.PositiveSmallIntegerField()),
                ('note', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['row', 'known_from'], name='rankingversion_row')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('row',), name='rankingversion_one_open'), models.CheckConstraint(condition=models.Q(('known_to__isnull', True), ('known_to__gte', models.F('known_from')), _connector='OR'), name='rankingversion_in_order')],
            },
        ),
        migrations.CreateModel(
            name='UnitStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('force', models.CharField(blank=True, max_length=10)),
                ('outside_flags', models.BooleanField(default=False)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.sourceline')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='standing', to='records.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('force', ''), ('force__in', ('police', 'army', 'civil')), _connector='OR'), name='unitstanding_known_force')],
            },
        ),
        migrations.CreateModel(
            name='UnitStandingVersion',
            fields=[
                ('version', models.BigAutoField(primary_key=True, serialize=False)),
                ('row', models.BigIntegerField()),
                ('known_from', models.DateTimeField()),
                ('known_to', models.DateTimeField(null=True)),
                ('source_id', models.BigIntegerField(blank=True, null=True)),
                ('unit_id', models.BigIntegerField(blank=True)),
                ('force', models.CharField(blank=True, max_length=10)),
                ('outside_flags', models.BooleanField(default=False)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['row', 'known_from'], name='unitstandingversion_row')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('row',), name='unitstandingversion_one_open'), models.CheckConstraint(condition=models.Q(('known_to__isnull', True), ('known_to__gte', models.F('known_from')), _connector='OR'), name='unitstandingversion_in_order')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
