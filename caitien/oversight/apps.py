from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "caitien.oversight"
    verbose_name = "Đợt báo cáo của cơ quan cấp trên"

    def ready(self) -> None:
        """Bring the words of this room's verbs."""
        from caitien.access.trail.words import register
        from caitien.oversight.trail_words import WORDS

        register(WORDS)
