from django.apps import AppConfig


class NudgesConfig(AppConfig):
    name = "caitien.nudges"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and what hangs on lines."""
        from caitien.access.trail.words import register
        from caitien.nudges.following import LinksFollow
        from caitien.nudges.trail_words import WORDS
        from caitien.plans.table.followers import FOLLOWERS

        FOLLOWERS.append(LinksFollow())
        register(WORDS)
