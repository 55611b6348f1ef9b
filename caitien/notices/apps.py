from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "caitien.notices"
    verbose_name = "Tin"

    def ready(self) -> None:
        """Be told of each deed."""
        from caitien.access.action import TOLD
        from caitien.notices.telling import tell

        TOLD.append(tell)
