from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "caitien.work"
    verbose_name = "Việc trong năm"

    def ready(self) -> None:
        """What hangs on an outside body is told to the floor that keeps them."""
        from caitien.access.ties import TIES
        from caitien.work.ties import WaitingTies

        TIES.append(WaitingTies())
