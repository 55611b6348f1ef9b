from django.apps import AppConfig


class NudgesConfig(AppConfig):
    name = "caitien.nudges"
    verbose_name = "Nhắc việc"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail.words import register
        from caitien.nudges.trail_words import WORDS

        register(WORDS)
