from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "caitien.access"
    verbose_name = "Người dùng và trường"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.own_trail_words import WORDS
        from caitien.access.trail_words import register

        register(WORDS)
