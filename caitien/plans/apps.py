from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "caitien.plans"
    verbose_name = "Kế hoạch cải tiến chất lượng"

    def ready(self) -> None:
        """What hangs on a unit or an outside body is told to the floor that keeps them."""
        from caitien.access.ties import TIES
        from caitien.plans.ties import AssignmentTies

        TIES.append(AssignmentTies())
