"""What a classmate fills in to pay for practice."""

from __future__ import annotations

from typing import Any

from sandbox.lang.texts import lazy_t
from sandbox.web.forms import HouseForm, LineField, RupiahField

NAME_LIMIT = 40
MOST_PAID = 10_000_000  # plenty for a shop of the class, and short enough to read at a glance


class PayForm(HouseForm):
    """An amount as people type it; a name from those the sandbox does not know."""

    amount = RupiahField(lazy_t("paying-amount"), low=1, high=MOST_PAID, required=True)
    payer_name = LineField(lazy_t("paying-name"), limit=NAME_LIMIT, required=True)

    def __init__(self, known_name: str, **values: Any) -> None:
        super().__init__(**values)
        if known_name:
            del self.payer_name
        self.known_name = known_name

    @property
    def name(self) -> str:
        """Who pays."""
        return self.known_name or self.payer_name.data
