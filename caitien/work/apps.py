from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "caitien.work"
    verbose_name = "Việc trong năm"
