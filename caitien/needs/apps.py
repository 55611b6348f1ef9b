from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "caitien.needs"
    verbose_name = "Điều cần cải tiến"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail.words import register
        from caitien.needs.trail_words import WORDS

        register(WORDS)
