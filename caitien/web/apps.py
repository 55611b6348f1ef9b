from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "caitien.web"
    verbose_name = "Trang web"
