from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "caitien.web"
    verbose_name = "Trang web"

    def ready(self) -> None:
        from django.urls import register_converter

        from caitien.web.account.told import listen
        from caitien.web.sent import KeyInPath

        listen()
        register_converter(KeyInPath, "key")
