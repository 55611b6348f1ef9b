from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "caitien.publishing"
    verbose_name = "Phổ biến, công khai"

    def ready(self) -> None:
        """Bring the words of this room's verbs, its background work, and what papers may tell of it."""
        from caitien.access.trail.words import register as register_words
        from caitien.jobs.kinds import register
        from caitien.papers.span_sources import SPAN_SOURCES
        from caitien.publishing.for_papers import TellingsForPapers
        from caitien.publishing.printing import PRINT_PUBLIC
        from caitien.publishing.trail_words import WORDS

        register_words(WORDS)
        register(PRINT_PUBLIC)
        SPAN_SOURCES.append(TellingsForPapers())
