from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "caitien.papers"
    verbose_name = "Giấy tờ"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail.words import register
        from caitien.papers.trail_words import WORDS

        register(WORDS)
