from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "caitien.evidence"
    verbose_name = "Minh chứng"

    def ready(self) -> None:
        """Bring the words of this room's verbs, what goes with lines that become one, and what it tells the rules."""
        from caitien.access.trail.words import register
        from caitien.checking.proofs import PROOFS
        from caitien.evidence.files.link_looks import LINKS
        from caitien.evidence.files.previews import PREVIEWS
        from caitien.evidence.following import EvidenceFollows
        from caitien.evidence.shown import StoreProofs, is_shown
        from caitien.evidence.trail_words import WORDS
        from caitien.jobs.chores import CHORES
        from caitien.plans.table.followers import FOLLOWERS
        from caitien.work.reporting.objections import SHOWS_LINE

        FOLLOWERS.append(EvidenceFollows())
        CHORES.extend([LINKS, PREVIEWS])
        PROOFS.append(StoreProofs())
        SHOWS_LINE.append(is_shown)
        register(WORDS)
