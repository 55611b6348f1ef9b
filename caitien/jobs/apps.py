from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "caitien.jobs"
    verbose_name = "Việc nền"

    def ready(self) -> None:
        """The kinds of work that belong to no other room."""
        from caitien.jobs.kinds import register
        from caitien.jobs.print_pdf import PRINT_PDF

        register(PRINT_PDF)
