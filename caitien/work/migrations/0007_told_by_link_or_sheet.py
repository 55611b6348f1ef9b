from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('work', '0006_updates_by_a_person'),
    ]

    operations = [
        migrations.AddField(
            model_name='update',
            name='via',
            field=models.CharField(blank=True, choices=[('link', 'đường dẫn báo việc'), ('sheet', 'phiếu giấy')], default='', max_length=8, verbose_name='Báo bằng'),
        ),
        migrations.AddField(
            model_name='update',
            name='spoken_for',
            field=models.CharField(blank=True, default='', max_length=250, verbose_name='Báo thay'),
        ),
    ]
