from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "caitien.papers"
    verbose_name = "Giấy tờ"
