from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "caitien.access"
    verbose_name = "Người dùng và trường"
