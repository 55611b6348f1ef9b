from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "caitien.papers"
    verbose_name = "Giấy tờ"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and which papers that hold may cite evidence."""
        from caitien.access.trail.words import register
        from caitien.evidence.codes.cited import PAPERS
        from caitien.papers.reads import papers_in_force
        from caitien.papers.trail_words import WORDS

        PAPERS.append(papers_in_force)
        register(WORDS)
