from django.apps import AppConfig


class RenewalConfig(AppConfig):
    name = "caitien.renewal"
    verbose_name = "Năm mới"
