"""A packed history beside each subject, for screening: what the long tables say, in some two hundred bytes. Never the record itself.

Written by the acts that change history (`operations.packing`), made anew from the tables at any time, and compared with them.
"""

from django.db import models


class PackedRow(models.Model):
    """One subject's history. `subject` is the id of its row, without a reference: a packed row goes after what it is packed from.

    `stamp` names the layout and what the rules ask for; `history` is the row of `rules.rows`; `stays` are the collectives a person belonged
    to, each as (collective by subject, first day, first day after).
    """

    subject = models.BigIntegerField(primary_key=True)
    stamp = models.CharField(max_length=20, db_index=True)
    history = models.BinaryField()
    stays = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.subject} {self.stamp}"
