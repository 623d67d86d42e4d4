"""The ERP accounts of a farm: those of `erps.toml`, else the one of the BOTFARM_ERP_... settings. Each is a lane."""

import re
from collections.abc import Mapping

from bots.erp.port import ErpAccount
from config.erps_file import ErpEntry
from config.errors import ConfigError
from config.settings import Settings
from orchestrator.store.lanes import LaneAccount


class Accounts:
    """Which accounts there are, in the order of the file, and how each logs in. Passwords are read when asked for."""

    def __init__(self, settings: Settings, entries: Mapping[str, ErpEntry]) -> None:
        self._settings = settings
        self._entries = dict(entries)

    @property
    def lanes(self) -> tuple[LaneAccount, ...]:
        """At least one; the first says into which ERP and company documents are keyed."""
        if not self._entries:
            settings = self._settings
            return (LaneAccount(name=_lane_name(settings.erp), erp=settings.erp, company=settings.erp_company),)
        return tuple(
            LaneAccount(name=name, erp=entry.erp, company=entry.company) for name, entry in self._entries.items()
        )

    @property
    def first(self) -> LaneAccount:
        return self.lanes[0]

    def lane(self, name: str = "") -> LaneAccount:
        """The lane of this name, the first without one.

        Raises:
            ConfigError: there is none of that name.
        """
        found = next((lane for lane in self.lanes if name in ("", lane.name)), None)
        if found is None:
            known = ", ".join(lane.name for lane in self.lanes)
            raise ConfigError(f"There is no ERP account {name!r}; the accounts are {known}.")
        return found

    def login(self, name: str = "") -> ErpAccount:
        """Where and as whom the lane keys.

        Raises:
            ConfigError: there is no such lane, or something of its account is missing.
        """
        lane = self.lane(name)
        entry = self._entries.get(lane.name)
        if entry is None:
            return self._of_settings()
        said = entry.model_dump(exclude={"password_file", "password_env"})
        return ErpAccount(**said, password=entry.password(self._settings.user_config))

    def _of_settings(self) -> ErpAccount:
        settings = self._settings
        needed = ("erp_url", "erp_company", "erp_user")
        missing = [f"BOTFARM_{name.upper()}" for name in needed if not getattr(settings, name)]
        if not settings.erp_password.get_secret_value():
            missing.append("BOTFARM_ERP_PASSWORD or BOTFARM_ERP_PASSWORD_FILE")
        if missing:
            raise ConfigError(f"The ERP is not set up: set {', '.join(missing)}, or name its accounts in erps.toml.")
        return ErpAccount(
            erp=settings.erp, url=settings.erp_url, database=settings.erp_database, company=settings.erp_company,
            user=settings.erp_user, password=settings.erp_password, step_seconds=settings.erp_step_seconds,
        )  # fmt: skip


def _lane_name(erp: str) -> str:
    """An adapter's name as a lane's: what could not stand in a queue's name is replaced."""
    return re.sub(r"[^a-z0-9_-]+", "-", erp.lower()).strip("-_")[:40] or "erp"
