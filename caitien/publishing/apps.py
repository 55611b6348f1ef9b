from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "caitien.publishing"
    verbose_name = "Phổ biến, công khai"

    def ready(self) -> None:
        """Bring the words of this room's verbs, its background work, and what papers may tell of it."""
        from caitien.access.trail.words import register as register_words
        from caitien.jobs.kinds import register
        from caitien.papers.looked import LOOKOUTS
        from caitien.publishing.lookout import TellingsLook
        from caitien.publishing.printing import PRINT_PUBLIC
        from caitien.publishing.trail_words import WORDS

        register_words(WORDS)
        register(PRINT_PUBLIC)
        LOOKOUTS.append(TellingsLook())
