from django.apps import AppConfig


class CheckingConfig(AppConfig):
    name = "caitien.checking"
    verbose_name = "Kiểm tra"

    def ready(self) -> None:
        """Bring the words of this room's verbs, what hangs on lines, and the checks the workers see to."""
        from caitien.access.trail.words import register
        from caitien.checking.following import DismissalsFollow
        from caitien.checking.keep import CHECKS, LinesChecked
        from caitien.checking.trail_words import WORDS
        from caitien.jobs.chores import CHORES
        from caitien.plans.table.changed import WATCHERS
        from caitien.plans.table.followers import FOLLOWERS

        FOLLOWERS.append(DismissalsFollow())
        WATCHERS.append(LinesChecked())
        CHORES.append(CHECKS)
        register(WORDS)
