from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "caitien.handover"
    verbose_name = "Bàn giao"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail.words import register
        from caitien.handover.trail_words import WORDS

        register(WORDS)
