from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "caitien.web"
    verbose_name = "Trang web"

    def ready(self) -> None:
        from django.urls import register_converter

        from caitien.jobs.scheduled import SCHEDULES
        from caitien.web.account.told import listen
        from caitien.web.nudges.letters import LETTERS
        from caitien.web.requests.sent import KeyInPath

        listen()
        SCHEDULES.append(LETTERS)
        register_converter(KeyInPath, "key")
