from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "caitien.work"
    verbose_name = "Việc trong năm"

    def ready(self) -> None:
        """What hangs on an outside body is told to the floor that keeps them."""
        from caitien.access.dependents import DEPENDENTS
        from caitien.work.dependents import WaitingDependents

        DEPENDENTS.append(WaitingDependents())
