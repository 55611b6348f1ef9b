from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "caitien.backup"
    verbose_name = "Sao lưu"

    def ready(self) -> None:
        """Bring the words of its verb, and what runs by the clock: a backup every night, one restored every week."""
        from caitien.access.trail.words import register
        from caitien.backup.nightly import NIGHTLY, WEEKLY
        from caitien.backup.school.asking import KEPT_ARCHIVE, SCHOOL_ARCHIVE
        from caitien.backup.trail_words import WORDS
        from caitien.jobs.kinds import register as register_kind
        from caitien.jobs.scheduled import SCHEDULES

        SCHEDULES.extend([NIGHTLY, WEEKLY])
        register_kind(SCHOOL_ARCHIVE)
        register_kind(KEPT_ARCHIVE)
        register(WORDS)
