"""`python -m crosscheck.cli`: the same as the command `crosscheck`."""

from crosscheck.cli import main

main()
