from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "caitien.work"
    verbose_name = "Việc trong năm"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and what of it hangs on an outside body and on lines."""
        from caitien.access.schools.dependents import DEPENDENTS
        from caitien.access.trail.words import register
        from caitien.plans.table.followers import FOLLOWERS
        from caitien.work.dependents import WaitingDependents
        from caitien.work.following import WorkFollows
        from caitien.work.trail_words import WORDS

        DEPENDENTS.append(WaitingDependents())
        FOLLOWERS.append(WorkFollows())
        register(WORDS)
