"""The review page: flagged pairs of the last run -> a reviewer's decisions, stored as they are made. No model is needed.

`queue` puts the pairs in order, `desk` knows one reviewer's work, `reading` cuts articles into pieces to be shown, `agreement`
counts how two reviewers agree, `pages` answers requests, `guard` turns away those of other pages, `serving` listens.
"""

from crosscheck.review.agreement import Agreement, agreements, kappa
from crosscheck.review.desk import Desk
from crosscheck.review.pages import application
from crosscheck.review.queue import Item, Queue
from crosscheck.review.serving import address, listen, serve

__all__ = [
    "Agreement",
    "Desk",
    "Item",
    "Queue",
    "address",
    "agreements",
    "application",
    "kappa",
    "listen",
    "serve",
]
