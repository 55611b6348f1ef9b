from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "caitien.web"
    verbose_name = "Trang web"

    def ready(self) -> None:
        from caitien.web.account.told import listen

        listen()
