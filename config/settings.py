"""Settings from the environment: BOTFARM_<NAME>, and BOTFARM_<NAME>_FILE, the path of a file that holds the value."""

import os
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.errors import ConfigError

PREFIX = "BOTFARM_"
LOOPBACK = ("127.", "localhost", "[::1]")


class FileSource(PydanticBaseSettingsSource):
    """Reads BOTFARM_<NAME>_FILE: the setting's value is the content of that file, without the last line break."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{PREFIX}{field_name.upper()}_FILE")
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\r\n"), field_name, False
        except OSError as error:
            raise ConfigError(
                f"{PREFIX}{field_name.upper()}_FILE names {path}, which cannot be read: {error.strerror}"
            ) from error

    def __call__(self) -> dict[str, Any]:
        found = {}
        for name, field in self.settings_cls.model_fields.items():
            value, _, _ = self.get_field_value(field, name)
            if value is not None:
                alias = field.validation_alias
                found[str(alias.choices[0]) if isinstance(alias, AliasChoices) else name] = value
        return found


class Settings(BaseSettings):
    """Every setting of the farm. Times in seconds; `erp_*` say which ERP is keyed into, where, and as whom.

    `blobs_url`: where originals are kept, any URL that fsspec understands; empty for a folder in the home folder.
    `web_url`: how browsers reach the pages where not by `web_address`, such as https://farm.example behind a proxy.

    `api_requests_per_minute`: of one program or person by the API; they may come all at once.

    `web_processes`: how many processes make pages, side by side.

    `readers`, `judges`: how many processes of this host read and judge, side by side.

    `webhook_networks`: private networks that webhooks may lead to, such as `10.20.0.0/16 127.0.0.0/8`; none by default.
    `webhook_tries`: after how many attempts a message is dead; `webhook_*_retry_seconds`: between the first two, and at
    most; `webhook_keep_days`: how long what was sent is shown.

    `openid_*`: login by an OpenID Connect provider, once `openid_issuer` is set. `openid_roles_claim` names the claim
    that says what somebody is, `openid_roles` what its values mean: `bookkeeping=clerk, it=administrator`.

    `anchor_folder`: where the file of anchors lies, best on another machine; `anchors` in the home folder without one.
    `tsa_url`: a time-stamping authority (RFC 3161) that stamps each anchor, `tsa_certificates` its roots as PEM.

    `lane_probe_*`: after how long a paused lane is tried again, first and at most; `lane_screen_probe_seconds`: where a
    page of the ERP had changed.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    home: Path = Path("farm-home")
    config_dir: Path | None = None
    database_url: str = Field("", validation_alias=AliasChoices("BOTFARM_DATABASE_URL", "DATABASE_URL"))
    redis_url: str = Field("", validation_alias=AliasChoices("BOTFARM_REDIS_URL", "REDIS_URL"))
    blobs_url: str = ""
    web_address: str = "127.0.0.1:8400"
    web_url: str = ""
    web_processes: int = Field(2, ge=1, le=64)
    api_requests_per_minute: int = Field(1200, ge=1)

    readers: int = Field(1, ge=1, le=256)
    judges: int = Field(1, ge=1, le=256)

    max_file_mb: int = Field(50, gt=0)
    max_pages: int = Field(200, gt=0)
    read_seconds: float = Field(120, gt=0)

    inbox_poll_seconds: float = Field(1.0, gt=0)
    inbox_settle_seconds: float = Field(5.0, ge=0)

    erp: str = "tryton"
    erp_url: str = ""
    erp_database: str = ""
    erp_company: str = ""
    erp_user: str = ""
    erp_password: SecretStr = SecretStr("")
    erp_step_seconds: float = Field(30, gt=0)
    erp_settle_seconds: float = Field(120, gt=0)
    erp_lease_seconds: float = Field(240, gt=0)
    erp_submit_budget_seconds: float = Field(5, gt=0)

    lane_probe_seconds: float = Field(5, gt=0)
    lane_probe_longest_seconds: float = Field(300, gt=0)
    lane_screen_probe_seconds: float = Field(600, gt=0)

    webhook_networks: str = ""
    webhook_seconds: float = Field(10, gt=0, le=120)
    webhook_tries: int = Field(12, ge=1, le=100)
    webhook_first_retry_seconds: float = Field(5, gt=0, le=3600)
    webhook_longest_retry_seconds: float = Field(21600, gt=0, le=604800)
    webhook_keep_days: int = Field(30, ge=1, le=3650)

    openid_issuer: str = ""
    openid_client_id: str = ""
    openid_client_secret: SecretStr = SecretStr("")
    openid_name: str = ""
    openid_scopes: str = "openid profile email"
    openid_roles_claim: str = ""
    openid_roles: str = ""
    openid_creates_people: bool = False

    max_attempts: int = Field(3, gt=0)
    audit_key: SecretStr = SecretStr("")
    anchor_folder: Path | None = None
    tsa_url: str = ""
    tsa_certificates: Path | None = None
    log_level: str = "INFO"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, FileSource(settings_cls)

    @field_validator("web_address")
    @classmethod
    def _with_port(cls, address: str) -> str:
        if not address.rpartition(":")[2].isdigit() or not address.rpartition(":")[0]:
            raise ValueError("must be an address and a port, such as 127.0.0.1:8400")
        return address

    @field_validator("web_url")
    @classmethod
    def _whole(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/")):
            raise ValueError("must be a scheme and a host, such as https://farm.example, without a path")
        return url.rstrip("/")

    @field_validator("webhook_networks")
    @classmethod
    def _networks(cls, text: str) -> str:
        for word in text.replace(",", " ").split():
            try:
                ip_network(word)
            except ValueError as error:
                raise ValueError(f"must be networks such as 10.20.0.0/16: {error}") from error
        return text

    @field_validator("openid_issuer")
    @classmethod
    def _issuer(cls, url: str) -> str:
        parts = urlsplit(url)
        local = parts.scheme == "http" and parts.netloc.startswith(LOOPBACK)
        if url and (not parts.netloc or parts.query or parts.fragment or not (parts.scheme == "https" or local)):
            raise ValueError("must be the provider's https address, as its metadata says it under `issuer`")
        return url

    @model_validator(mode="after")
    def _openid_is_whole(self) -> Self:
        if self.openid_issuer and not self.openid_client_id:
            raise ValueError("openid_issuer is set: set openid_client_id too, as the provider gave it to this farm")
        if bool(self.openid_roles_claim) != bool(self.openid_roles):
            raise ValueError("openid_roles_claim and openid_roles belong together: set both or neither")
        if self.openid_creates_people and not self.openid_roles_claim:
            raise ValueError("openid_creates_people takes openid_roles_claim and openid_roles: they say who may what")
        return self

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        """Beyond this machine the pages answer to one name only, and a name takes a proxy that encrypts."""
        if not self.web_address.startswith(LOOPBACK) and not self.web_url.startswith("https://"):
            raise ValueError(
                "web_address is not this machine's own: set web_url to the https address that a proxy serves it under"
            )
        return self

    @cached_property
    def folder(self) -> Path:
        """The home folder as an absolute path."""
        return self.home.expanduser().absolute()

    @property
    def store_url(self) -> str:
        """The database's address: DATABASE_URL, or SQLite in the home folder."""
        return self.database_url or f"sqlite:///{self.folder / 'farm.sqlite'}"

    @property
    def user_config(self) -> Path:
        """The folder where a user keeps changed copies of the files of `config/`."""
        return (self.config_dir or self.folder / "config").expanduser().absolute()

    @property
    def pages_url(self) -> str:
        """Where people find the pages, with a slash at the end."""
        return f"{self.web_url or f'http://{self.web_address}'}/"

    @property
    def web_host(self) -> str:
        return self.web_address.rpartition(":")[0].strip("[]")

    @property
    def web_port(self) -> int:
        return int(self.web_address.rpartition(":")[2])


def load_settings(**changes: Any) -> Settings:
    """Settings from the environment, `changes` on top.

    Raises:
        ConfigError: a value is wrong; the message names the variable.
    """
    try:
        return Settings(**changes)
    except ValidationError as error:
        wrong = "; ".join(f"{_variable(item['loc'])}: {item['msg']}" for item in error.errors(include_input=False))
        raise ConfigError(f"Settings are wrong: {wrong}") from error


def _variable(loc: tuple[int | str, ...]) -> str:
    name = str(loc[0]) if loc else "settings"
    return name if name.isupper() else PREFIX + name.upper()
