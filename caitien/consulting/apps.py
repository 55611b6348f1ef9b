from django.apps import AppConfig


class ConsultingConfig(AppConfig):
    name = "caitien.consulting"
    verbose_name = "Lấy ý kiến"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail.words import register
        from caitien.consulting.trail_words import WORDS

        register(WORDS)
