import datetime
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0013_steps_left_at'),
        ('nudges', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='Không nhận thư từ')),
                ('email', models.CharField(blank=True, max_length=254)),
                ('refusals', models.PositiveSmallIntegerField(default=0)),
                ('said', models.CharField(blank=True, max_length=300, verbose_name='Máy chủ thư nói')),
            ],
            options={
                'verbose_name': 'Hộp thư',
            },
        ),
        migrations.CreateModel(
            name='NudgeRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.school')),
                ('early', models.BooleanField(default=True, verbose_name='Trước hạn 14 ngày')),
                ('near', models.BooleanField(default=True, verbose_name='Trước hạn 3 ngày')),
                ('after', models.BooleanField(default=True, verbose_name='Hôm sau ngày hạn')),
                ('weekly', models.BooleanField(default=True, verbose_name='Sau đó mỗi tuần một lần')),
                ('in_summer', models.BooleanField(default=False, verbose_name='Nhắc cả trong hè')),
                ('quiet_begins', models.TimeField(default=datetime.time(20, 0), verbose_name='Giờ yên từ')),
                ('quiet_ends', models.TimeField(default=datetime.time(6, 30), verbose_name='đến')),
            ],
        ),
        migrations.AddField(
            model_name='nudge',
            name='about',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='nudge',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='nudge',
            name='channel',
            field=models.CharField(choices=[('pasted', 'lời dán vào nhóm'), ('mail', 'thư')], max_length=8, verbose_name='Cách nhắc'),
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='Ngày')),
                ('due_at', models.DateTimeField(verbose_name='Gửi từ')),
                ('state', models.CharField(choices=[('waiting', 'chờ gửi'), ('handed', 'đang trao cho máy chủ thư'), ('sent', 'đã gửi'), ('unsure', 'không rõ đã đi chưa'), ('refused', 'địa chỉ bị từ chối'), ('failed', 'chưa gửi được'), ('dropped', 'không còn cần')], default='waiting', max_length=8, verbose_name='Tình trạng')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('said', models.CharField(blank=True, max_length=300, verbose_name='Máy chủ thư nói')),
                ('ended_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='nudge',
            name='digest',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to='nudges.digest'),
        ),
        migrations.AddIndex(
            model_name='nudge',
            index=models.Index(fields=['user', '-at', '-id'], name='nudges_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='digest',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'handed'])), fields=['due_at', 'id'], name='digests_not_ended'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.UniqueConstraint(fields=('user', 'day'), name='one_digest_a_day'),
        ),
    ]
