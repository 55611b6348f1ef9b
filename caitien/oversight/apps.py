from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "caitien.oversight"
    verbose_name = "Đợt báo cáo của cơ quan cấp trên"

    def ready(self) -> None:
        """Bring the words of this room's verbs, and its background work."""
        from caitien.access.trail.words import register
        from caitien.jobs.kinds import register as register_kind
        from caitien.oversight.bulk.jobs import READ, UNPACK
        from caitien.oversight.lens.looking import LENS
        from caitien.oversight.trail_words import WORDS

        register(WORDS)
        for kind in (UNPACK, READ, LENS):
            register_kind(kind)
