from django.apps import AppConfig


class CheckingConfig(AppConfig):
    name = "caitien.checking"
    verbose_name = "Kiểm tra"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail_words import register
        from caitien.checking.trail_words import WORDS

        register(WORDS)
