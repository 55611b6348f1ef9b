from django.apps import AppConfig


class RenewalConfig(AppConfig):
    name = "caitien.renewal"
    verbose_name = "Năm mới"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail_words import register
        from caitien.renewal.trail_words import WORDS

        register(WORDS)
