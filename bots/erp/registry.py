"""The ERPs that the farm can key into. A new one is a folder beside this file and a line here."""

from bots.erp.port import ErpAdapter
from bots.erp.tryton.adapter import ADAPTER as TRYTON

ADAPTERS: dict[str, ErpAdapter] = {"tryton": TRYTON}
