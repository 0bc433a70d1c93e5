"""`python -m bot` is `chihoi`."""

from bot.cli import main

main()
