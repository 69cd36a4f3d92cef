"""The room for who is who: merging and parting of persons."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_packed_rows'),
    ]

    operations = [
        migrations.CreateModel(
            name='IdentityRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=6)),
                ('keep', models.BigIntegerField(db_index=True)),
                ('other', models.BigIntegerField(db_index=True, null=True)),
                ('rows', models.JSONField(default=dict)),
                ('particulars', models.JSONField(default=dict)),
                ('reason', models.TextField()),
                ('state', models.CharField(db_index=True, default='waiting', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_reason', models.TextField(blank=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.entry')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undoes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoings', to='records.identityrequest')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['merge', 'split', 'undo'])), name='identityrequest_known_kind'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'done', 'refused', 'withdrawn', 'undone'])), name='identityrequest_known_state'), models.CheckConstraint(condition=models.Q(('kind', 'split'), ('other__isnull', False), ('kind', 'undo'), _connector='OR'), name='identityrequest_of_two'), models.CheckConstraint(condition=models.Q(('other__isnull', True), models.Q(('other', models.F('keep')), _negated=True), _connector='OR'), name='identityrequest_of_different'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('settled_by', models.F('asked_by')), _negated=True), _connector='OR'), name='identityrequest_by_two_accounts')],
            },
        ),
        migrations.CreateModel(
            name='TwoPeople',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.BigIntegerField()),
                ('other', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='twopeople_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='twopeople_in_order')],
            },
        ),
        # A bare number is given once a year by each authority.
        migrations.RemoveConstraint(model_name='decision', name='decision_number_once_a_year'),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(models.F('number'), django.db.models.functions.comparison.Coalesce('year', 0), models.F('level'), name='decision_number_once_a_year'),
        ),
    ]
