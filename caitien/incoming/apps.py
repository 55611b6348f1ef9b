from django.apps import AppConfig


class IncomingConfig(AppConfig):
    name = "caitien.incoming"
    verbose_name = "Tệp nhập vào"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail.words import register
        from caitien.incoming.trail_words import WORDS

        register(WORDS)
