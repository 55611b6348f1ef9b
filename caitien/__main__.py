"""``python -m caitien`` is the command ``caitien``."""

from caitien.cli import main

main()
