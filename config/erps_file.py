"""What `erps.toml` says: the logins of ERPs that the farm keys with, side by side."""

import os
import re
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from config.errors import ConfigError

LANE_NAME = r"[a-z0-9][a-z0-9_-]{0,39}"


class ErpEntry(BaseModel):
    """One login of one ERP; its name in the file names its lane.

    Attributes:
        erp: the adapter's name, e.g. ``tryton``.
        password_file: a file that holds the password; relative to the folder of `erps.toml`.
        password_env: or the name of the environment variable that holds it.
        step_seconds: how long one page step may take.
        number_example, date_example: how this user sees 1234.56 and 31 December 2026; empty for the adapter's own.
        without_cost_centres: leave cost centres out where the ERP has none; otherwise such an order is refused.
        recycle_invoices, recycle_mb: a browser that has keyed so many, or takes so much memory, is replaced.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    erp: str = Field(min_length=1)
    url: str = Field(min_length=1)
    database: str = ""
    company: str = Field(min_length=1)
    user: str = Field(min_length=1)
    password_file: Path | None = None
    password_env: str = ""
    step_seconds: float = Field(30, gt=0)
    number_example: str = ""
    date_example: str = ""
    without_cost_centres: bool = False
    recycle_invoices: int = Field(200, gt=0)
    recycle_mb: int = Field(1500, gt=0)

    @model_validator(mode="after")
    def _one_password(self) -> Self:
        if (self.password_file is None) == (not self.password_env):
            raise ValueError("say either password_file or password_env, so that no password stands in this file")
        return self

    def password(self, folder: Path) -> SecretStr:
        """The password, read now.

        Raises:
            ConfigError: the file or the variable is not there.
        """
        if self.password_file is None:
            found = os.environ.get(self.password_env, "")
            if not found:
                raise ConfigError(f"erps.toml: the environment variable {self.password_env} holds no password; set it.")
            return SecretStr(found)
        path = folder / self.password_file.expanduser()
        try:
            return SecretStr(path.read_text(encoding="utf-8").rstrip("\r\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"erps.toml: the password file {path} cannot be read; check password_file.") from error


class ErpsFile(BaseModel):
    """Every account by its name. None means: the one that the BOTFARM_ERP_... settings describe."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accounts: dict[str, ErpEntry] = {}

    @model_validator(mode="after")
    def _plain_names(self) -> Self:
        for name in self.accounts:
            if not re.fullmatch(LANE_NAME, name):
                raise ValueError(f"{name!r} cannot name an account: up to 40 small letters, digits, _ and - only")
        return self
