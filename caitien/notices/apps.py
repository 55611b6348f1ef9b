from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "caitien.notices"
    verbose_name = "Tin"

    def ready(self) -> None:
        """Be told of each deed, and of answers that come down from bodies above."""
        from caitien.access.action import TOLD
        from caitien.access.answers import LISTENERS
        from caitien.notices.answers import tell_of_answers
        from caitien.notices.telling import tell

        TOLD.append(tell)
        LISTENERS.append(tell_of_answers)
