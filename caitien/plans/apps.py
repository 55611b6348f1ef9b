from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "caitien.plans"
    verbose_name = "Kế hoạch cải tiến chất lượng"

    def ready(self) -> None:
        """What hangs on a unit or an outside body is told to the floor that keeps them."""
        from caitien.access.dependents import DEPENDENTS
        from caitien.plans.people.dependents import AssignmentDependents

        DEPENDENTS.append(AssignmentDependents())
