from django.apps import AppConfig


class CheckingConfig(AppConfig):
    name = "caitien.checking"
    verbose_name = "Kiểm tra"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and what hangs on lines."""
        from caitien.access.trail.words import register
        from caitien.checking.following import DismissalsFollow
        from caitien.checking.trail_words import WORDS
        from caitien.plans.table.followers import FOLLOWERS

        FOLLOWERS.append(DismissalsFollow())
        register(WORDS)
