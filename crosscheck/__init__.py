"""Find where news articles on the same events do not say the same, and show it with the words side by side.

Nothing heavy is imported here: what a name needs is loaded when it is first used.
"""

__version__ = "0.1.0"
__all__ = ["__version__"]
