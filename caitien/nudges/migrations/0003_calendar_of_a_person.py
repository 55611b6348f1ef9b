import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0013_steps_left_at'),
        ('nudges', '0002_asked_by_mail'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='FeedTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveBigIntegerField()),
                ('task', models.PositiveBigIntegerField()),
                ('plan', models.PositiveBigIntegerField()),
                ('due', models.DateField(verbose_name='Hạn')),
                ('words', models.CharField(max_length=250, verbose_name='Việc')),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True, verbose_name='Thôi từ')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='nudges.feed')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.school')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('feed', 'turn'), name='a_turn_once_in_a_feed')],
            },
        ),
    ]
