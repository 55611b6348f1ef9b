"""Whether mail reaches a person (hộp thư)."""

from typing import ClassVar, Final

from django.db import models

from caitien.access.models import User

REFUSALS: Final = 3  # in a row, after which an address is written to no more


class Mailbox(models.Model):
    """Whether a person wants mail that asks, and whether their address takes it (hộp thư của một người).

    ``refusals`` counts for ``email`` alone: another address begins anew.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    stopped_at = models.DateTimeField("Không nhận thư từ", null=True)
    email = models.CharField(max_length=254, blank=True)  # the address that was refused last
    refusals = models.PositiveSmallIntegerField(default=0)  # in a row
    said = models.CharField("Máy chủ thư nói", max_length=300, blank=True)

    class Meta:
        verbose_name: ClassVar = "Hộp thư"

    def __str__(self) -> str:
        return f"{self.user}: {self.trouble or 'nhận thư'}"

    @property
    def takes(self) -> bool:
        """Whether they may be written to, at the address they have now (còn gửi được). No query where the person is
        at hand."""
        return self.stopped_at is None and not self.is_marked

    @property
    def is_marked(self) -> bool:
        """Whether their address refused so often that nobody writes to it (địa chỉ hỏng)."""
        return self.refusals >= REFUSALS and self.email == self.user.email

    @property
    def trouble(self) -> str:
        """Why they are not written to, in a few words; "" where they are (vì sao không gửi)."""
        if self.stopped_at:
            return "không nhận thư nhắc"
        return f"địa chỉ thư bị từ chối {self.refusals} lần: {self.said}" if self.is_marked else ""
