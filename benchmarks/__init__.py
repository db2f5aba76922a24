"""What is measured, by `make quality` and `make bench`: numbers come from what ran."""
