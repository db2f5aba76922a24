"""Making the models that `models/` ships: `python -m training --help`. Needs torch and `../shared`; users need neither."""
